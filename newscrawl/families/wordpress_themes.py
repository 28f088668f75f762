"""WordPress by theme: where each theme prints what. Sources and addresses: wordpress."""

from newscrawl.families.wordpress import WordpressSpider


class NewspaperThemeSpider(WordpressSpider):
    """tagDiv's Newspaper: its old single templates (`td-`), and those of its builder (`tdb-`).

    Rests on scrapers of balipost, bantennews, klikkalsel and suarantb, a saved front page of
    balipost (2018), and the theme's own class names.

    Traps: `datetime` says +00:00 on local times where the site's zone was left at UTC, so the
    displayed text is read. A lone `spot_img` is no line of the text.
    """

    # Family
    markers = r"/themes/newspaper\b|\btd(?:b_single|-post)_?\w*-content"

    # Selectors
    headline = ("h1.entry-title", "h1.tdb-title-text")
    published = (
        "header.td-post-title .td-post-date",
        ".tdb_single_date time.entry-date",
        "article time.entry-date",
        "time.entry-date",
    )
    byline = ("header.td-post-title .td-post-author-name a", ".tdb_single_author .tdb-author-name")
    section = (".td-post-header .td-category a", ".tdb_single_categories .tdb-entry-category")
    tags = ("ul.td-tags a", ".tdb_single_tags .tdb-tags a")
    body = ("div.tdb_single_content div.tdb-block-inner", "div.td-post-content")
    noise = ".td-a-rec, .td_block_related_posts, .td-post-sharing"


class JnewsSpider(WordpressSpider):
    """JNews. Rests on scrapers of sulselekspres, tribun-maluku, lampost, gopos and infosumbar.

    Traps: some lists load more by a button, and related stories stand inside the text
    (`jnews_inline_related_post_wrapper`). The body has one of several classes.
    """

    # Family
    markers = r"/themes/jnews\b|\bjeg_post_title\b"

    # Selectors
    headline = "h1.jeg_post_title"
    published = (".entry-header .jeg_meta_date", "div.jeg_meta_date")
    byline = ".entry-header .jeg_meta_author a"
    section = ".entry-header .jeg_meta_category a"
    tags = (".jeg_post_tags a", "[rel=tag]")
    body = ("div.content-inner", "div.entry-content.no-share", "[class*=entry-content]")
    noise = ".jnews_inline_related_post_wrapper, .jeg_post_tags, .jeg_share_button, .jeg_ad"


class GianMrSpider(WordpressSpider):
    """Gian MR's themes: Wpberita, Wpmedia, Newkarma, Superfast.

    Rests on scrapers of kalselpos, radarsorongnews, hibata, harianpost and benuanta, and on the
    single template of Wpberita.

    Traps: writer and editor close the text, in `.gmr-cf-metacontent`. Related stories and banners
    stand inside it (`gmr-related-post`, `gmr-banner-insidecontent`), and tags may be at `/topik/`.
    """

    # Family
    markers = (
        r"/themes/(?:wpberita|wpmedia|newkarma|superfast)\b|\bgmr-(?:content|menu|meta|related)"
    )

    # Selectors
    headline = "h1.entry-title"
    published = (".entry-header time.entry-date", "time.entry-date.published", ".posted-on", "time")
    byline = (".gmr-content-metasingle .author a", ".posted-by .author a", ".entry-author a")
    section = ".entry-header .gmr-meta-topic a[rel=category], .gmr-meta-topic a[rel~=category]"
    tags = (".tags-links a", "a[href*='/topik/']")
    body = ("div.entry-content-single", "div.entry-content")
    noise = ".gmr-related-post, .gmr-related-post-onlytitle, .gmr-banner-insidecontent, .page-links"


class JannahSpider(WordpressSpider):
    """TieLabs' Jannah. Rests on a scraper of wartabalionline and the theme's own class names.

    Traps: related stories (`#inline-related-post`) and `.stream-item` are no part of the text.
    """

    # Family
    markers = r"/themes/jannah\b|\btie-(?:icon|body|container)\b"

    # Selectors
    headline = "h1.entry-title"
    published = (".entry-header .date.meta-item", "span.date.meta-item.tie-icon")
    byline = ".entry-header .meta-author a"
    section = ".entry-header a.post-cat"
    tags = ".post-bottom-tags a[rel=tag]"
    body = "div.entry-content.entry.clearfix"
    noise = "#inline-related-post, .stream-item, .share-buttons, .post-bottom-meta"


class AstraElementorSpider(WordpressSpider):
    """Astra with a single template made in Elementor.

    Rests on a scraper of fajarbali.

    Known by what Elementor calls a post's content; the name of Astra is not looked for.

    Traps: `div.elementor-widget-container`, the scraper's body, holds menus and footers too, so it
    is narrowed to that widget.
    """

    # Family
    markers = r"\belementor-widget-theme-post-content\b"

    # Selectors
    headline = (".elementor-widget-theme-post-title .elementor-heading-title", "h1")
    published = "span.elementor-post-info__item--type-date"
    byline = "span.elementor-post-info__item--type-author"
    section = "span.elementor-post-info__item--type-terms a"
    body = (
        ".elementor-widget-theme-post-content > .elementor-widget-container",
        ".elementor-widget-theme-post-content",
    )

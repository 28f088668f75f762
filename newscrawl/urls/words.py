"""The words in addresses that mark lists of articles, services, or photo and video pages."""

import re
from typing import Final

TLD: Final = r"(?:com|co\.id|co|id|net|org|news|tv|info|my\.id|biz)"

#: A segment of this name makes the address a list of articles, a service, or a film.
SECTION_WORDS = frozenset(
    """tag tags tagar topik topic topics kategori category categories label labels author authors
    penulis editor reporter wartawan kontributor user users search cari pencarian indeks index
    archive archives feed feeds rss atom sitemap page pages wp-json wp-content wp-admin
    wp-login.php xmlrpc.php cdn-cgi login logout register daftar masuk signin signup auth oauth
    account akun member subscribe langganan comment comments komentar reply share print cetak
    video videos play watch embed livestream streaming podcast tv epaper e-paper webstories
    web-stories iklan-online advertise ads company perusahaan static ajax xhr api more mmore
    taxonomy kirim jadwal-sholat kanal rubrik rubric channel template thread threads forum games
    kuis quiz delivery http https http: https: javascript""".split()
)
#: A list where the address ends in it, a channel where an article follows.
CHANNEL_WORDS = frozenset(
    """trending populer popular terpopuler mostpopular terbaru terkini profil profile fokus sorot
    info jadwal live arsip iklan radio foto photo photos galeri gallery
    redaksi opini kolom""".split()
)
#: Compounds of the same words: `index-news`, `indeksfokus`, `detailtopik`, `article-tags`.
SECTION_COMPOUND = re.compile(
    r"(?:inde(?:x|ks)|topi[ck]|tags?|kategori|category|search)[-_]?[a-z]*"
    r"|[a-z]+[-_]?(?:tags?|topi[ck]|category|kategori)|(?:[a-z]+[-_]?)?videos?(?:[-_]?[a-z]+)?"
    r"|(?:[a-z]{1,3}-)?\d+-(?:kategori|category|tag|topik|fokus)-.*",
    re.IGNORECASE,
)
SECTION_HOSTS = frozenset(
    """video videos tv forum search cari index indeks login sso account accounts akun auth id epaper
    store shop iklan ads jualbeli microsite play games karir career careers jobs client management
    event events live radio""".split()
)
STATIC_PAGE = re.compile(
    r"""about(?:-us)? | tentang(?:-[a-z]+){0,2} | contact(?:-us)? | kontak(?:-kami)? | redaksi
    | redaksi-[a-z]+ | susunan-redaksi | (?:dewan|box|boks|tim)-redaksi | disclaimer | desclaimer
    | penyangkalan | (?:[a-z]+-)?kode-(?:etik|perilaku).* | pedoman(?:-[a-z]+){0,4}
    | (?:privacy|cookie)-polic(?:y|ies) | kebijakan-(?:privasi|cookie|data).* | policy
    | terms(?:-.*)? | syarat(?:-dan)?-ketentuan.* | ketentuan-(?:layanan|penggunaan|umum).*
    | (?:info|tarif|pasang|harga)-iklan.* | media-?kit | ratecard | karir | career | lowongan
    | sop-perlindungan-wartawan.* | perlindungan-(?:profesi-)?wartawan.* | standar-perlindungan-.*
    | visi-(?:dan-)?misi | struktur-(?:organisasi|redaksi).* | hubungi-kami | workstation-[a-z]+
    | .*-(?:live|online)-stream(?:ing)? | faq | bantuan | hak-jawab | hak-cipta
    | sitemap | home | beranda | sample-page""",
    re.VERBOSE | re.IGNORECASE,
)
FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|pdf|docx?|xlsx?|zip|rar|apk|mp[34]|xml|rss|css|js|json|txt)$",
    re.IGNORECASE,
)
#: Words that papers put before an article, never before a list of them.
READ_WORDS = frozenset(
    """read baca detail details view content artikel article berita news node post posts d
    beritadetail detailberita berita-detail detail-berita""".split()
)
#: The number of an article, bare or with letters before it: `d-7572645`, `pr-012345`; a year too.
IDENTIFIER = re.compile(r"[a-z]{0,3}-?\d{4,}", re.IGNORECASE)
WORD_BREAK = re.compile(r"[-_.,+~!':;()]+|%[0-9A-F]{2}")
EXTENSION = re.compile(r"\.(?:html?|php|aspx?|cfm|jsp)$", re.IGNORECASE)


def is_section(host: str, segments: list[str]) -> bool:
    """Return whether an address is plainly a list of articles, a service, a film or a file."""
    if host.split(".", 1)[0] in SECTION_HOSTS:
        return True
    if not segments:
        return False
    last = EXTENSION.sub("", segments[-1])
    if FILE.search(segments[-1]):
        return True
    if STATIC_PAGE.fullmatch(last) and not any(IDENTIFIER.fullmatch(part) for part in segments):
        return True
    return last.lower() in CHANNEL_WORDS or any(
        part.lower() in SECTION_WORDS or SECTION_COMPOUND.fullmatch(part)
        for part in (*segments[:-1], last)
    )


def slug_words(segment: str) -> list[str]:
    """Return the words of a segment that hold a letter: `7-berita-d-12.html` has one."""
    words = WORD_BREAK.split(EXTENSION.sub("", segment))
    return [word for word in words if len(word) > 1 and not word.isdigit()]


def is_slug(segment: str) -> bool:
    """Return whether a segment is a headline in small letters: three words at least."""
    return len(slug_words(segment)) > 2

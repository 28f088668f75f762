"""Decides what is a person's name in a byline, and splits a byline into names."""

import re
from itertools import takewhile
from typing import Final

from newscrawl.dates import looks_like_date
from newscrawl.lexicon import (
    EDITOR_JOB,
    EDITOR_JOBS,
    LOCAL_ZONE,
    MONTH_SHAPE,
    PHOTOGRAPHER,
    PROFESSION,
    PUBLISHED,
    UPDATED,
    WEEKDAY_NAME,
    WRITER_JOB,
    WRITER_JOBS,
)
from newscrawl.regions import region_of_place
from newscrawl.text import clean

#: Between names. A slash parts only with a blank beside it: "bbn/net" is one sign-off.
BREAK: Final = "\u00a6"
PARTING: Final = re.compile(rf"\s*(?:[{BREAK};&|•·,]|\s/|/\s|\bdan\b|\band\b)\s*")
#: Academic degrees: they stand behind a comma and belong to the name before it.
DEGREE: Final = re.compile(
    r"(?:[A-Z][A-Za-z]{0,3}\.\s?)+[A-Za-z]{0,3}\.?|[A-Z]\.[A-Z][a-z]{3}\.?"
    r"|(?:M[MHTA]|S[HET]|[MS]Si|[MS]Pd|MSc|MBA|[BM]A|PhD|Lc|Ak|Jr)\.?"
)
#: Where a name ends and a date, a place of work or a channel begins.
TAIL: Final = re.compile(
    rf"\b(?:(?:{WEEKDAY_NAME}|pada|dilaporkan|for|untuk|dari|copyrights?)\b|©"
    r"|\d{1,2}(?:[\s/-](?:\d{1,2}|[a-z]{3,9})[\s/-]\d{2,4}|[:.]\d\d\b)"
    r"|on\b(?=\s(?:[a-z]+,?\s){0,2}\d)"
    rf"|(?:{PUBLISHED}|{UPDATED}|date|tanggal|tgl|time|waktu|category|kategori|views?|tags?)\s?:)"
    r"|,\s*dalam\b|\s(?:in\s(?=[a-z])|[-–—]\s|@\w)",
    re.IGNORECASE,
)
DOMAIN: Final = re.compile(
    r"\w\.(?:com|co|id|net|org|news|tv|info|biz)\b|@\w+\.\w|https?:|www\.", re.IGNORECASE
)
TRIM: Final = " \t,;:/|•·*-–—~»›\u00a6"
#: No byline is longer.
MAX_BYLINE: Final = 400
#: Words that stand where a name should, and name nobody.
NOBODY_WORDS: Final = (
    "by oleh admin administrator adminweb superadmin root user author webmaster developer operator"
    " redaksi timredaksi editorial news newsroom desk online web berita guest anonymous humas foto"
    " istimewa ist advertorial adv promosi media senior publisher uploader"
    " verifikator tim team terverifikasi verified pro premium member anggota kreator creator"
    " contributor columnist kolumnis"
)
NOBODY: Final = frozenset((*NOBODY_WORDS.split(), *WRITER_JOBS, *EDITOR_JOBS, PHOTOGRAPHER))
#: Words that go with those: "Senior Editor", "Wartawan Magang", "Kontributor Daerah".
RANKS: Final = NOBODY | frozenset(
    (
        "super junior chief managing staff staf magang lepas freelance utama madya muda"
        " pelaksana pemimpin pimpinan wakil kepala content konten koordinator liputan daerah lokal"
        " nasional room biro site video in at dan and of the by oleh & - / (daerah) (tim) (biro)"
        " top rising star new guest tamu pilihan komunitas community contributing warga opini akun"
        " account resmi official centang biru plus gold silver platinum bronze"
    ).split()
)
#: Of where somebody writes, before the name: "Kontributor Lembah Hijau, Ani Budi".
CORRESPONDENT: Final = re.compile(rf"(?:{WRITER_JOB})(?:\s[A-Z]\S+){{1,3}}", re.IGNORECASE)
#: What begins a post, or a place of work, behind a name: "Ani, Dosen Universitas …".
POST: Final = re.compile(
    rf"(?:biro|bureau|korwil|kaperwil|perwakilan|wilayah|{PROFESSION}"
    r"|senior|chief|managing|pemimpin|penanggung|pengasuh|kolumnis|columnist|desk"
    rf"|{WRITER_JOB}|{EDITOR_JOB}|{PHOTOGRAPHER}|content|asal"
    r"|tinggal|lahir|is|adalah|harian|koran|kabar|media|radar|tribun|warta|humas|antara"
    r"|cnn|cnbc|bbc|voa|mnc|rri|tvri|inews)\b",
    re.IGNORECASE,
)
#: Links, buttons, counters and labels of a template that stand beside a name. Each is a whole text.
BUTTON: Final = re.compile(
    r"(?:(?:lihat|view|see|show|tampilkan|baca|read|browse|cari)\s.+"
    r"|(?:kirim|send|hubungi|contact|chat|sapa)(?:\s.+)?|e-?mail(?:\s.+)?"
    r"|(?:follow|following|ikuti|mengikuti|subscribe|langganan|berlangganan)(?:\s.+)?"
    r"|(?:posted|published|updated|written|created|reviewed|ditulis|dipublikasikan|diterbitkan"
    r"|diposting|diunggah|dipublish|diperbarui|ditinjau|terbit|tayang|last|terakhir)"
    r"(?:\s(?:on|by|in|at|oleh|pada|di|modified|updated?|diperbarui).*)?"
    r"|(?:leave|add|tinggalkan|tulis|beri|berikan|write|post|join)\s(?:a|an|your|the)?\s?"
    r"(?:comments?|reply|review|komentar|balasan|tanggapan|discussion)\b.*"
    r"|(?:(?:no|one|tidak\sada|belum\sada|\d+)\s)?(?:comments?|responses?|repl(?:y|ies)|respon"
    r"|komentar|tanggapan|balasan|views?|shares?|likes?|hits?|votes?|suka|posts?|artikel|articles?)"
    r"(?:\s?(?:\(\d+\)|off|\d+))?"
    r"|(?:share|bagikan|sebarkan|tweet|pin|print|cetak|copy|salin)(?:\s(?:this|ini|it|on|ke|di|via"
    r"|link|tautan|artikel|berita)\b.*)?"
    r"|(?:facebook|twitter|instagram|whats\s?app|telegram|linkedin|tiktok|youtube|pinterest|line"
    r"|website|situs(?:\sweb)?|linktree|threads|rss)(?:\s?page)?"
    r"|(?:all|semua|more|other|latest|recent|lebih\sbanyak)\s(?:posts?|articles?|stories|artikel"
    r"|tulisan|berita|by|from|dari|oleh)\b.*"
    r"|(?:artikel|tulisan|berita|posts?|articles?|more|lainnya)\s(?:lain(?:nya)?|by|from|dari|oleh)"
    r"\b.*"
    r"|(?:about|tentang)\s(?:the\s)?(?:author|writer|penulis|kami|us)\b.*"
    r"|(?:profile?l?|bio(?:data|grafi)?|arsip|archives?)(?:\s(?:penulis|author))?"
    r"|(?:author|penulis)(?:'s|\u2019s|s)?\s(?:posts?|page|archives?|profile?|bio|website|box)"
    r"|(?:admin(?:istrator)?|(?:tim\s)?redaksi)\s.+"
    r"|source\snews|continue\sreading\b.*|(?:lanjut(?:kan)?|selanjutnya)\s(?:baca|membaca)\b.*"
    r"|\d+\s(?:min(?:ute)?s?|menit)\b.*|tidak\sada\b.*)\W*",
    re.IGNORECASE,
)
#: A day that has no year ("26 Sep", "September 25th"), or a counter with its word.
DAY_OR_COUNT: Final = re.compile(
    rf"(?:{MONTH_SHAPE}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH_SHAPE}|.+\(\d+\)"
    r"|\d[\d.,]{0,8}\s?(?:[kr]b?\+?\s)?[^\W\d]{3,20})\W*",
    re.IGNORECASE,
)
#: Badges beside a name that say nothing of what somebody does.
BADGE: Final = re.compile(
    r"(?:rising\sstar|(?:akun|official|gold|silver|platinum|bronze)(?:\s(?:resmi|account|member))?"
    r"|centang\sbiru|blue\stick|verified(?:\s\w+){1,2}|new|baru)",
    re.IGNORECASE,
)
#: Words of reports and channels, in no name: "Laporan Khusus", "Kabar Kota", "Gaya Hidup".
CHANNELS: Final = re.compile(
    r"\b(?:laporan|liputan|kabar|kota|daerah|nasional|internasional|mancanegara"
    r"|peristiwa|politik|hukum|kriminal|ekonomi|bisnis|keuangan|olah\s?raga|sports?|gaya\shidup"
    r"|lifestyle|hiburan|wisata|kuliner|kesehatan|pendidikan|teknologi|lingkungan|pemerintahan"
    r"|parlemen|sosial|ragam|opini|lintas|seputar|sekitar|liga|piala)\b",
    re.IGNORECASE,
)
#: Words of a sentence, a box or a button, in no name.
NOT_NAMES: Final = frozenset(
    (
        "baca juga berita bagikan share komentar view views kali dibaca advertisement iklan"
        " follow ikuti tweet facebook twitter whatsapp telegram copyright foto ilustrasi"
        " editor tayang terbit update diperbarui publish selengkapnya halaman komentari print"
        " cetak login daftar home beranda menit jam yang untuk dengan dari akan dalam tidak"
        " adalah developer tag tags topik sumber source loading font google news"
    ).split()
).union(LOCAL_ZONE.split("|"))
#: What somebody does, and for whom: it stands beside a name.
ROLES: Final = NOT_NAMES.union(
    ("oleh", "by", "redaksi", "tim", "newsroom"), WRITER_JOBS, EDITOR_JOBS
)
WORD: Final = re.compile(r"\w+")
#: Words of institutions that publish under their own name: no person's.
INSTITUTION: Final = (
    r"humas|polres\w*|polda|polsek|kodim|korem|koramil|lanud|lanal|dinas|diskominfo|kominfo|pemkab"
    r"|pemkot|pemprov|pemda|partai|dprd?|kpu|bawaslu|universitas|institut|siaran|pers"
)
INSTITUTIONS: Final = re.compile(rf"(?i)\b(?:{INSTITUTION})\b")
#: A name has no more words, and no more that are longer than titles and initials.
MAX_WORDS: Final = 7
MAX_LONG_WORDS: Final = 5
#: Words after a byline's names: the channel or the date comes next.
ENDING: Final = re.compile(r"(?i)(?:on|in|pada|dalam|at|di)")
NAME_WORD: Final = re.compile(
    r"(?:(?:d['’])?[A-Z][\w'’.-]*|(?:bin|binti|ibn|br|boru|van|de|der|al|el|da|di|von)|[A-Z]\.)$"
)
#: An initial without a blank behind it: "T.Rekaan", "Muh.Rekaan".
INITIAL: Final = re.compile(r"\b([A-Z][a-z]{0,2}\.)(?=[A-Z][a-z]{2})")
#: A title before a name that is written small: "dr. Ani Budi".
TITLE: Final = re.compile(r"(?:dr[gh]?|ns|apt|ir|hj?|ust)\.")


def split_names(value: str, *, lenient: bool) -> list[str]:
    """Return the names that a byline's value holds.

    `lenient` is for values with a label before them ("Pewarta: …"): what the paper prints there is
    the byline, even `bbn/net`. Otherwise only what is written like a person's name counts.
    """
    value = before_bars(before_tail(" ".join(value[:MAX_BYLINE].split()).strip(TRIM)))
    names: list[str] = []
    for piece in (part for glued in PARTING.split(value) for part in unglued(glued)):
        name = without_post(tidy(piece))
        if not name:
            continue
        if ENDING.fullmatch(name) or (names and ends_names(name)):
            break
        if names and piece.strip()[:1] == "(" and piece.strip()[-1:] == ")":
            continue  # where that writer works
        if names and " " not in name and region_of_place(name):
            continue
        if names and DEGREE.fullmatch(name):
            names[-1] += f", {name}"
        elif is_credit(name) if lenient else looks_like_name(name):
            names.append(name)
    return [name for name in names if not CORRESPONDENT.fullmatch(name)] or names


def before_tail(value: str) -> str:
    """Return a value up to where a date, a place of work or a channel follows the names."""
    tail = TAIL.search(value)
    return value[: tail.start()].rstrip(" ,|–—-([") if tail else value


def ends_names(piece: str) -> bool:
    """Return whether a piece behind names is a date, a post or a place of work: no name follows."""
    return bool(POST.match(piece) or DAY_OR_COUNT.fullmatch(piece) or looks_like_date(piece))


def before_bars(value: str) -> str:
    """Return a value up to the first bar behind which no whole name stands: "Ani | Daerah"."""
    first, *others = value.split(" | ")
    names = takewhile(lambda other: looks_like_name(tidy(other)), others)
    return f" {BREAK} ".join((first, *names))


def without_post(name: str) -> str:
    """Return a whole name without the town, post or address that stands in brackets behind it.

    One word and its town stay together: "Ani (Lembah)" is how a correspondent signs.
    """
    before, bracket, inside = name.rpartition("(")
    if not bracket or not (" " in before.strip() or POST.match(inside)):
        return name
    return before.rstrip() or name


def unglued(piece: str) -> list[str]:
    """Return the names of "Nama Satu/Nama Dua"; "bbn/net" and "Nama Satu/antara" are one each."""
    parts = piece.split("/")
    return parts if len(parts) > 1 and all(map(looks_like_name, parts)) else [piece]


def tidy(piece: str) -> str:
    """Return a name without what is left over around it."""
    name = clean(piece).strip(TRIM)
    name = name[1:].lstrip() if name.startswith(")") else name  # "*) Ani Budi"
    name = name.strip("\"'“”‘’") if name[:1] in "\"'“‘" else name
    for begin, end in ("()", "[]"):
        if name.endswith(end) and begin not in name:
            name = name[:-1].rstrip(TRIM)
        if name.startswith(begin) and end not in name:
            name = name[1:]
        if name.startswith(begin) and name.endswith(end):
            name = name[1:-1]
    sentence = name.endswith(".") and re.search(r"[ .].*[a-z]{3}\.$", name)
    return name.rstrip(".") if sentence else name


def is_credit(name: str) -> bool:
    """Return whether a labelled value may be printed as the writer: a name, initials, a desk."""
    if not 2 <= len(name) <= 60 or name.count(" ") > 6 or is_function(name):
        return False
    if BUTTON.fullmatch(name) or DAY_OR_COUNT.fullmatch(name) or BADGE.fullmatch(name):
        return False
    if (
        not any(c.isalpha() for c in name)
        or DOMAIN.search(name)
        or re.search(r"[?!:…]|\d{3}", name)
    ):
        return False
    return name.count(" ") == 1 or NOT_NAMES.isdisjoint(WORD.findall(name.lower()))


def is_function(name: str) -> bool:
    """Return whether a text names what somebody does, and nobody: "Redaksi", "Senior Editor"."""
    words = name.casefold().split()
    return all(word in RANKS for word in words) and not NOBODY.isdisjoint(words)


def without_degrees(name: str) -> str:
    """Return a name without the academic degrees after a comma."""
    first, *behind = name.split(", ")
    return first if all(map(DEGREE.fullmatch, behind)) else name


def looks_like_name(name: str) -> bool:
    """Return whether an unlabelled text is written like a person's name."""
    name = without_degrees(name)
    words = INITIAL.sub(r"\1 ", name).split()
    if len(words) > 2 and TITLE.fullmatch(words[0]):
        del words[0]
    long_words = sum(len(word) > 3 for word in words)
    if not 1 < len(words) <= MAX_WORDS or long_words > MAX_LONG_WORDS or len(name) > 45:
        return False
    if not is_credit(name) or INSTITUTIONS.search(name):
        return False
    if not ROLES.isdisjoint(WORD.findall(name.lower())) or CHANNELS.search(name):
        return False
    if any(c.isdigit() for c in name):
        return False
    return (
        all(NAME_WORD.match(word) for word in words)
        and words[0][:1].isupper()
        and not name.isupper()
    )


def same_person(one: str, other: str) -> bool:
    """Return whether two names are one person's: the words of one are among the other's."""
    first, second = words_of(one), words_of(other)
    return bool(first) and bool(second) and (first <= second or second <= first)


def words_of(name: str) -> set[str]:
    """Return the words of a name, lower case."""
    return {word.strip(".,").casefold() for word in name.split() if word.strip(".,")}


def distinct(names: list[str]) -> list[str]:
    """Return the names without repeats; of two forms of one person's the fuller one stays."""
    kept: list[str] = []
    for name in names:
        for number, other in enumerate(kept):
            if same_person(name, other):
                if len(name) > len(other):
                    kept[number] = name
                break
        else:
            kept.append(name)
    return kept

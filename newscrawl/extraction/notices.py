"""The titles of pages that stand in a story's place: of filters, of broken servers, of nothing."""

from typing import Final

from newscrawl.text.patterns import ignoring_case

#: What may follow such a title: `Attention Required! | Cloudflare`.
TAIL: Final = r"[\s.…!?]*(?:[|:–—-].*)?"
BLOCKED: Final = ignoring_case(
    r"""(?:just\sa\smoment | one\smoment(?:,\splease)? | attention\srequired | access\sdenied
    | (?:(?:http\s)?error\W{0,3})?(?:403|1020|1015|1006|1009|451|429)
        (?:\W{1,3}(?:error|forbidden|access\sdenied|too\smany\srequests|rate\slimit(?:ed)?
        |unavailable\sfor\slegal\sreasons|akses\sditolak|you\shave\sbeen\sblocked))*
    | forbidden | blocked | too\smany\srequests | request\srejected | unauthori[sz]ed\saccess
    | [\w\s-]{0,40}\b(?:web\s?site|web\sapplication|security)\sfirewall
    | (?:selamat\sdatang\sdi\s)?(?:internet|trust)\W?(?:positif|sehat|baik)
    | (?:maaf,?\s)?(?:situs|akses|halaman|konten|laman|website)(?:\sini|\sanda|\syang\sanda\stuju)?
        \s(?:telah\s|sedang\s)?(?:diblokir|ditolak|dibatasi|ditutup|terblokir)
    | ddos.guard | stackpath | vercel\ssecurity\scheckpoint | robot\schallenge\sscreen
    | (?:are|confirm)\syou(?:'re|\sare)?\s(?:a\s|not\sa\s)?(?:human|robot)
    | checking\syour\sbrowser.{0,60} | verif(?:y|ying|ikasi)\s(?:you|that|anda|bahwa).{0,60}
    | (?:please\s)?(?:complete\sthe\s|solve\sthe\s)?(?:(?:security|re|h)\W?)?captcha
    | (?:human|bot|browser)\s(?:verification|check) | verifikasi(?:\s(?:keamanan|manusia))?
    | pemeriksaan\skeamanan | one\smore\sstep | security\scheck(?:point)?
    | sorry,\syou\shave\sbeen\sblocked | pardon\sour\sinterruption | please\swait.{0,20}
    )"""
    + TAIL
)
BROKEN: Final = ignoring_case(
    r"""(?:(?:(?:http\s)?error\W{0,3})?(?:50\d|52\d|530|400|402|405|408|418)
        (?:\W{1,3}(?:error|internal\sserver\serror|bad\s(?:gateway|request)|gateway\stime\W?out
        |service\s(?:temporarily\s)?unavailable|web\sserver\sis\sdown|unknown\serror
        |origin\s(?:dns\serror|is\sunreachable)|connection\stimed\sout))*
    | (?:internal\s)?server\serror | bad\sgateway | gateway\stime\W?out
    | service\s(?:temporarily\s)?unavailable | maintenance(?:\smode)?
    | (?:site\s|website\s)?(?:is\s)?under\s(?:maintenance|construction) | coming\ssoon
    | (?:database|fatal|application|php|wordpress\W{1,3})\s?error
    | error\sestablishing\sa\sdatabase\sconnection
    | (?:maaf,?\s)?(?:situs|website|halaman|laman|server|sistem|web)(?:\sini|\skami)?\ssedang\s
        (?:dalam\s)?(?:pemeliharaan|perbaikan|perawatan|maintenance|gangguan)
    | (?:maaf,?\s)?(?:telah\s)?terjadi\s(?:kesalahan|galat)(?:\s(?:pada\s)?(?:sistem|server))?
    | account\ssuspended | this\saccount\shas\sbeen\ssuspended
    | (?:this\s)?domain\s(?:name\s)?(?:is\s|has\s)?(?:expired|for\ssale|parked)
    | index\sof\s/.{0,40} | apache2\s.{0,20}default\spage.{0,20} | welcome\sto\snginx)"""
    + TAIL
)
MISSING: Final = ignoring_case(
    r"""\W*(?:error\W*|oops\W*|maaf\W*|ups\W*|sorry\W*){0,2}
    (?:404\b(?!\s+(?!not\b|error\b|page\b|halaman\b)\w) | page\snot\sfound
    | not\sfound\b | nothing\sfound
    | (?:halaman|laman|artikel|berita|konten|content|page|postingan|url
        |alamat)\b[^.]{0,40}\b(?:tidak|tak|gagal|could\snot\sbe|can.?t\sbe|was\snot
        |belum)\s(?:dapat\s)?(?:ditemukan|tersedia|ada\b|found))"""
)
#: No title of a notice is longer.
MOST: Final = 90


def notice(title: str) -> str | None:
    """Return what a page's title or heading says it is instead of a story.

    Takes it on one line. Returns `block page`, `error page`, `not found`, or None.
    """
    if not title or len(title) > MOST:
        return None
    if BLOCKED.fullmatch(title):
        return "block page"
    if BROKEN.fullmatch(title):
        return "error page"
    return "not found" if MISSING.match(title) else None

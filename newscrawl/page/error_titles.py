"""Recognises error and block pages by their titles."""

import re
from typing import Final

from newscrawl.text import ignoring_case, in_lower_case

#: What may follow such a title: `Attention Required! | Cloudflare`.
TAIL: Final = r"[\s.…!?]*(?:[|:–—-].*)?"
BLOCKED: Final = in_lower_case(
    r"""(?:just\sa\smoment | one\smoment(?:,\splease)? | attention\srequired | access\sdenied
    | (?:(?:http\s)?error\W{0,3})?(?:403|1020|1015|1006|1009|451|429)
        (?:\W{1,3}(?:error|forbidden|access\sdenied|too\smany\srequests|rate\slimit(?:ed)?
        |unavailable\sfor\slegal\sreasons|akses\sditolak|you\shave\sbeen\sblocked))*
    | forbidden | blocked | too\smany\srequests | request\srejected | unauthori[sz]ed\saccess
    | (?=.*firewall)[\w\s-]{0,40}\b(?:web\s?site|web\sapplication|security)\sfirewall
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
BROKEN: Final = in_lower_case(
    r"""(?:(?:(?:http\s)?error\W{0,3})?(?:50\d|52\d|530|400|402|405|408|418)
        (?:\W{1,3}(?:error|internal\sserver\serror|bad\s(?:gateway|request)|gateway\stime\W?out
        |service\s(?:temporarily\s)?unavailable|web\sserver\sis\sdown|unknown\serror
        |origin\s(?:dns\serror|is\sunreachable)|connection\stimed\sout))*
    | (?:internal\s)?server\serror | bad\sgateway | gateway\stime\W?out
    | service\s(?:temporarily\s)?unavailable | maintenance(?:\smode)?
    | (?:site\s|website\s)?(?:is\s)?under\s(?:maintenance|construction) | coming\ssoon
    | (?:database|fatal|parse|syntax|runtime|application|php|wordpress\W{1,3}|mysql|sql)\s?error
    | server\serror\sin\s\S{1,40}\sapplication | (?:galat|kesalahan|error|eror)(?:\s\d{3})?
    | segera\s(?:hadir|tayang|kembali|dibuka) | kami\s(?:akan\s)?segera\skembali
    | (?:we.ll|will)\sbe\s(?:right\s)?back(?:\ssoon)? | opening\ssoon
    | (?:uncaught|unhandled)\s\w*exception
    | error\sestablishing\sa\sdatabase\sconnection
    | (?:maaf,?\s)?(?:situs|website|halaman|laman|server|sistem|web)(?:\sini|\skami)?\ssedang\s
        (?:dalam\s)?(?:pemeliharaan|perbaikan|perawatan|maintenance|gangguan)
    | (?:maaf,?\s)?(?:telah\s)?terjadi\s(?:kesalahan|galat)(?:\s(?:pada\s)?(?:sistem|server))?
    | account\ssuspended | this\saccount\shas\sbeen\ssuspended
    | (?:this\s)?domain(?:\s(?:name|ini|anda))?(?:\s(?:is|has|sudah|telah|sedang)){0,2}
        \s(?:expired|for\ssale|parked|kedaluwarsa|kadaluwarsa|kadaluarsa|habis|berakhir|dijual|ditangguhkan)
    | (?:akun|situs|website)(?:\sini)?\s(?:telah\s|sedang\s)?(?:ditangguhkan|dinonaktifkan)
    | (?:gagal|galat|kesalahan|tidak\s(?:dapat|bisa))\b.{0,20}\b(?:menyambung|terhubung|koneksi
        |menghubungkan|menghubungi)\b.{0,20}\b(?:basis\sdata|database|server)
    | (?:oo+ps\W*)?(?:something|an?\serror)\s(?:went\swrong|(?:has\s)?occurred)
    | index\sof\s/.{0,40} | apache2\s.{0,20}default\spage.{0,20} | welcome\sto\snginx)"""
    + TAIL
)
#: Wants a name and a password first.
CLOSED: Final = in_lower_case(
    r"""(?:log\s?in|sign\sin|masuk|silakan\s(?:masuk|log\s?in)|(?:please\s)?(?:log|sign)\sin
        |(?:login|sign.?in|masuk|perlu\slogin)\s(?:required|diperlukan|dahulu|akun|anggota|member)
        |(?:konten|halaman|khusus|hanya\suntuk)\s(?:untuk\s)?(?:anggota|member|pelanggan)
        |members?\sonly|akses\sterbatas|restricted(?:\s(?:access|area|content))?)"""
    + TAIL
)
#: What is gone, as its own page calls it, and that it is this one of which it speaks.
SUBJECT: Final = r"""(?:halaman|laman|artikel|berita|konten|tulisan|postingan|tautan|link|url
    |alamat|data|page|article|content|story|post|item)"""
WHICH: Final = r"""(?:\s(?:ini|itu|tersebut|lama|yang|anda|kamu|kami|cari|tuju|minta|maksud|akses
    |buka|dicari|dituju|diminta|dimaksud|sedang|ingin|mau|coba|that|this|which|you|you.re|are|were|have
    |looking|for|to|trying|access|reach|requested|want|with|url|di|pada|alamat|blog|situs|website|web
    |portal|server|on|our|site)){0,8}"""
STATE: Final = r"""(?:\s(?:sepertinya|mungkin|kemungkinan|sudah|telah|saat|ini|memang|may|might|have
    |has|had|is|was|been|be|either)){0,5}\s(?:
    (?:tidak|tak|belum|gagal)\s(?:lagi\s)?(?:dapat\s|bisa\s|berhasil\s)?
        (?:ditemukan|tersedia|diakses|ditampilkan|dibuka|dimuat|ada|valid|aktif)
    | (?:di|kami\s)(?:hapus|tarik|cabut|pindahkan|turunkan|hilangkan|nonaktifkan|arsipkan)
    | taken\s(?:down|offline) | pulled | archived | kedaluwarsa | kadaluwarsa
    | hilang | removed | deleted | unpublished | withdrawn | expired | unavailable | moved
    | (?:can|could|does|do|is|was)?\s?(?:not|n.t|no\slonger|cannot|can.?t|couldn.?t|doesn.?t|isn.?t
        |wasn.?t)\s(?:be\s|longer\s|currently\s)?(?:found|available|exist|reached|here))\b"""
SORRY: Final = r"""(?:(?:error|oo+ps|ups|uh.?oh|waduh|maaf|mohon\smaaf|sorry|we(?:\sare|.re)\ssorry
    |sayang\ssekali|sepertinya|tampaknya|404|but|namun|tetapi)\b\W*){0,4}"""
#: Says that its own story is gone, and nothing else.
MISSING: Final = in_lower_case(
    rf"""\W*{SORRY}(?:
    (?:(?:the|this|that|your)\s)?{SUBJECT}{WHICH}{STATE}
        (?:\s(?:lagi|oleh\s(?:redaksi|penulis(?:nya)?|admin|pemilik(?:nya)?|kami)
        |(?:di|dari|on|from)\s(?:situs|server|website|web|this\ssite|our\s(?:site|server))
            (?:\s(?:ini|kami))?))?
    | (?:tidak|tak)\sditemukan | not\sfound | nothing\s(?:was\s)?(?:found|here)
    | tidak\sada\s(?:artikel|berita|data|hasil|postingan|konten)(?:\syang\sditemukan)?
    | (?<=404)\W* | (?<=404)\W{{0,3}}\s(?:error|eror)
    ){TAIL}
    | (?:oo+ps|ups|uh.?oh|waduh|maaf|mohon\smaaf|sorry)[\s.…!?]*(?:\|.*)?"""
)
#: Begins like that: the page is none of a story when there is hardly a text.
GONE: Final = ignoring_case(
    rf"""\W*{SORRY}(?:
    (?:(?:the|this|that|your)\s)?{SUBJECT}{WHICH}{STATE}
    | (?:kami\s)?(?:tidak|tak)\s(?:dapat\s|bisa\s|berhasil\s)?menemukan\s{SUBJECT}\b
    | (?:we\s)?(?:cannot|can.?t|could\snot|couldn.?t)\s(?:seem\sto\s)?find\s(?:the|that|this)\s
        {SUBJECT}\b
    | (?:situs|website|halaman|laman|server|sistem|web)(?:\s(?:ini|kami))?\ssedang
        \s(?:dalam\s|kami\s)?(?:pemeliharaan|perbaikan|perbaiki|perawatan|rawat|gangguan)
    | something\swent\swrong | an?\s(?:unexpected\s)?error\s(?:has\s)?occurred
    | (?:telah\s)?terjadi\s(?:kesalahan|galat)(?:\s(?:pada\s)?(?:sistem|server|kami))?\W*$
    | (?:it\s)?(?:looks|seems)\slike\snothing\swas\sfound | nothing\s(?:was\s)?found\b
    | tidak\sada\s(?:(?:artikel|berita|hasil|postingan)\s)?(?:yang\s)?
        (?:ditemukan|tersedia|cocok)\b
    | (?<=404)\W*\s(?:not\sfound|error|page|halaman)\b)"""
)
#: Speaks to the reader of the page itself, as a notice does that stands where a story should.
NOTICE: Final = ignoring_case(
    r"""\b(?:anda|kamu|you|your|silakan|mohon|please|harap|maaf|sorry|log\s?in|sign\sin
    |(?:coba|kembali)\s(?:lagi|beberapa|ke\b)|try\sagain|muat\sulang|segera\s(?:hadir|kembali)
    |coming\ssoon|back\ssoon|stay\stuned|nantikan
    |(?:halaman|laman|situs|website|web|domain|server|sumber|akun|aplikasi|blog|hosting)\s(?:web\s)?
        (?:ini|kami|sedang|telah|sudah)
    |(?:this|our|the)\s(?:web\s?)?(?:page|site|domain|server|resource|account|application|database)
    |error|galat|exception|fatal|mysql|sql|database|basis\sdata|stack\strace|timed?\s?out|timeout
    |maintenance|kedaluwarsa|kadaluarsa|kadaluwarsa)\b"""
)
#: Words in quotation marks are somebody's in the story.
QUOTED: Final = re.compile(r"[\"“”„][^\"“”]{0,400}[\"“”]")
#: No title of a notice is longer; a sentence that gives it is not much.
MAX_LENGTH: Final = 90
MAX_TOLD: Final = 200


def error_page_kind(title: str, *, article: bool = False) -> str | None:
    """Return what a page's title or heading says it is instead of a story.

    Takes it on one line, and whether the page says that it is an article: a story may be called
    `Maintenance`; a missing one may keep the story's template. Returns `block page`, `error page`,
    `not found`, `login`, or None.
    """
    if not title or len(title) > MAX_LENGTH:
        return None
    title = title.lower()
    if not article and BLOCKED.fullmatch(title):
        return "block page"
    if MISSING.fullmatch(title):
        return "not found"
    if article:
        return None
    if BROKEN.fullmatch(title):
        return "error page"
    return "login" if CLOSED.fullmatch(title) else None


def tells_of_missing(line: str) -> bool:
    """Return whether a printed line says that the story of its page is gone."""
    return GONE.match(line[:MAX_TOLD]) is not None


def speaks_of_page(line: str) -> bool:
    """Return whether a short text speaks to the reader, or of the page that it stands on."""
    return NOTICE.search(QUOTED.sub("", line[: 4 * MAX_TOLD])) is not None

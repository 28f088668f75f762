"""Detects smuggled advertisements for gambling, pills or loans, and spares news about them.

Sites are broken into, and posts are put among their stories that sell what may not be sold. Their
words stand in news too: of raids, addiction, blocked sites. So a text is judged by what it does: it
pitches (imperatives, the reader as `Anda` and `bosku`, where to register and to pay) or it reports
(police, courts, ministries, victims, who said what).
"""

import re
from collections.abc import Iterable, Sequence
from string import ascii_letters, digits
from typing import Final, NamedTuple

from newscrawl.text import ascii_words, in_lower_case, parting_table

#: Why a post is skipped that sells gambling, pills or loans.
SPAM: Final = "spam"
#: A text with fewer than two of these words sells nothing of the kind: words are cheaply asked.
TELLING: Final = frozenset(
    """slot slots judi togel toto gacor maxwin rtp scatter casino kasino poker sbobet baccarat
    taruhan bet betting jackpot parlay bandarqq dominoqq freebet spin depo deposit sv388 joker123
    zeus olympus mahjong spaceman sgp sdy hk syair odds angka jitu situs login link daftar akun apk
    bonus menang server pola main bola online pragmatic agen bandar hadiah wd bosku provider
    dealer pemain viagra cialis cytotec aborsi obat apotik prescription pharmacy pinjaman pinjol
    jaminan cair wa loans payday credit backlink mimpi pasang pasaran demo vpn jual
    modal saldo putaran bocoran trik pola petir simbol hiburan game permainan
    slotter perkalian""".split()
)
#: Of them one of these must be there, or a brand's name.
SURE: Final = frozenset(
    """slot slots slot88 judi togel toto gacor maxwin rtp scatter casino poker sbobet baccarat
    parlay bandarqq dominoqq freebet spin depo sv388 joker123 zeus olympus mahjong spaceman sgp sdy
    syair betting taruhan viagra cialis cytotec prescription pharmacy pinjaman
    loans backlink slotter paito erek kasino perkalian colok roulette blackjack bookmaker jp
    sportsbook hk pools xanax""".split()
)
#: None of the words looked for has another letter: such part them.
PARTING: Final = parting_table(ascii_letters + digits)
#: What is read of a text: a pitch comes early and often.
MAX_TEXT: Final = 12_000
#: A name made of letters and a lucky number: `rajabet77`, `dewa4d`.
BRAND: Final = re.compile(
    r"\b(?!covid|sd|smp|sma|smk|mts|min\d|man\d|asean|iphone|yonif|kodim|korem|menara)"
    r"[a-z]{3,14}(?:33|55|66|77|88|99|\d{3}|[34]d)\b"
)
#: Gambling in scripts that no paper of Indonesia prints.
FOREIGN: Final = re.compile(
    "สล็อต|บาคาร่า|คาสิโน|พนัน|แทงบอล|เครดิตฟรี|ฝากถอน|百家乐|百家樂|娱乐城|娛樂城|老虎机|老虎機|投注|棋牌|彩金"
    "|博彩|首存|真人|真钱|存款|六合彩"
)
#: What is said to those who gamble, or buy what needs a doctor or a licence.
PITCH: Final = in_lower_case(
    r"""\b(?:
    daftar\s(?:id|slot|togel|toto|judi) | langsung\sdepo
    | link\s(?:login|slot|gacor) | login\s(?:apk|link) | apk\sslot
    | bonus\s(?:new\smember|deposit\s\d|rollingan|100\sdi) | new\smember
    | rollingan | freebet | depo\s(?:sekarang|via|\d+) | deposit\s(?:pulsa|via|murah)
    | (?:minimal|min)\s(?:depo|deposit|bet|taruhan) | langsung\s(?:wd|withdraw) | lalu\swd
    | proses\swithdraw | (?:tarik|penarikan)\sdana\skilat | bebas\sip
    | anti\s(?:rungkad|kalah|boncos) | gampang\s(?:menang|maxwin|bocor|jp)
    | (?:server|akun)\s(?:thailand|kamboja|gacor|pro) | akun\s(?:demo|real) | bosku | admin\skami
    | (?:peluang|raih|meraih|mengejar|kejar)\s(?:maxwin|jackpot) | akun\svip | sure\sodds
    | (?:agar|biar|bisa)\smaxwin | member\s(?:kami|setia|slot)
    | terbukti\smembayar | akurat\sdan\sjitu | jitu\sdan\sakurat
    | hadiah\s4d | diskon\s(?:2d|3d|4d|66)
    | no\sdeposit | real\smoney | win\sbig | free\sbet | fast\swithdrawal
    | withdraw\syour\swinnings | (?:buy|order)\s(?:generic\s)?(?:viagra|cialis)
    | without\s(?:a\s)?prescription | no\srx | no\sprescription | (?:online|canadian)\spharmacy
    | discreet\sshipping | jual\sobat\s(?:aborsi|kuat|penggugur) | bergaransi\stuntas
    | langsung\scair\stanpa | tanpa\s(?:bi\schecking|slip\sgaji)
    | (?:hubungi|chat)\swa | payday\sloans? | no\scredit\scheck | bad\scredit\sok
    | jasa\sbacklink
    )\b"""
)
#: What belongs to the games: reporters say some of it, sellers a lot.
GAMES: Final = in_lower_case(
    r"""\b(?:
    slot | slotter | spin | free\s?spins? | scatter | tumble | pengganda | perkalian | multiplier
    | putaran | turbo | taruhan | bet | rtp | volatilitas | jackpot | togel | [ck]asino | baccarat
    | roulette | blackjack | sicbo | dealer | banker | parlay | kei | voor | odds | sportsbook
    | bookmaker | accumulator | gacor | depo | wd | jp | turnover | withdraw | pasaran | pola
    | colok | kop | ekor | 2d | 3d | 4d | angka\s(?:jadi|main|keluar|ikut) | petir | x\d{3,4}
    | (?:menang|kemenangan)\sberuntun | sensational | jutawan | saldo | profit | bandar
    | (?:situs|agen)\s(?:slot|judi|togel|toto|casino|poker|bola|games?) | judi\s(?:slot|bola)
    | main\s(?:slot|togel) | sabung\sayam\sonline | (?:slot|poker|casino)\sonline
    | online\scasinos? | betting\s(?:sites?|apps?) | buku\smimpi
    )\b"""
)
#: What shops, banks and public services say as well: counts only beside the rest.
ANYWHERE: Final = in_lower_case(
    r"""\b(?:
    (?:daftar|login|gabung|main|mainkan|coba|klaim|ajukan|pesan|pasang)\s(?:sekarang|segera)
    | (?:daftarkan|registrasikan)\sdiri | bergabung(?:lah)?\s(?:bersama|dengan)
    | (?:link|tautan)\s(?:alternatif|daftar|resmi) | klik\s(?:di\ssini|link|tautan|tombol)
    | klaim\s(?:bonus|langsung|welcome) | bonus | cashback | tanpa\spotongan | deposit
    | akun\saktif | menang\sbesar | cuan | jitu | modal\s(?:receh|gocap|kecil|\d+)
    | situs\s(?:kami|resmi) | live\schat | isi\sformulir | daftar\s(?:akun|situs|lewat\swhatsapp)
    | (?:buruan|langsung|ayo|yuk)\s(?:gabung|klaim|main) | member\sbaru | tombol\sdi
    | hubungi\s(?:kami|customer|admin|live|telegram|whatsapp) | cod\sbayar | cheap\sprice
    | peluang\s(?:ke)?menang(?:an)? | sign\sup | instant\sapproval | bersama\skami
    | (?:register|join|play|apply|order|buy|claim)\s(?:now|today|and|your) | dijamin\smembayar
    | (?:welcome|deposit)\sbonus
    )\b"""
)
#: What is sold: its own names for things, which reporters use with tongs.
WARES: Final = in_lower_case(
    r"""\b(?:
    (?:situs|link|slot|akun|server|pola|jam|tergacor|paling)\s(?:slot\s)?gacor | tergacor
    | (?:situs|agen|bandar|web|platform)\s(?:slot|judi|togel|toto|casino|poker|idn|bola|games?)
        (?:\s(?:online|bola|slot|4d))?\s(?:gacor|terpercaya|resmi|terbaik|terlengkap|terbesar
        |terfavorit) | agen\sresmi | situs\sterpercaya
    | (?:[ck]asino|poker|slot|judi|togel)(?:\s\w+){0,3}\s(?:terbaik|terpercaya|gacor)
    | (?:slot|judi|togel|poker)\s(?:\w+\s){0,2}resmi
    | (?:casino|sportsbook)\s(?:sites?|apps?) | live\scasino | rtp\s(?:live|slot|tertinggi|gacor)
    | maxwin | scatter\s(?:hitam|emas) | super\sscatter
    | mahjong\s(?:ways|wins) | gates\sof\solympus | starlight\sprincess | sweet\sbonanza
    | wild\s(?:bandito|west\sgold|bounty) | lucky\sneko | caishen | fortune\s(?:tiger|dragon)
    | sugar\srush | gatot\s?kaca\s1000 | black\sscatter | slotter | paito | toto\sslot
    | trik\sspin | rumus\stogel | togel\sjitu | cheap\smeds | colok\snaga | erek[\s-]erek
    | treasures\sof\saztec | aztec\sgems
    | power\sof\sthor | pragmatic\splay | pg\s?soft | sbobet\d* | idn\spoker | joker123 | sv388
    | kakek\szeus | zeus\sslot | spaceman | toto\smacau
    | togel\s(?:hk|sgp|sdy|online|hongkong|singapore|2d|4d)
    | (?:prediksi|keluaran|data|syair|result|pengeluaran)\s(?:togel|hk|sgp|sdy|hongkong)
    | live\sdraw | macau\spools | angka\s(?:jitu|main|ikut) | bbfs | colok\sbebas
    | kode\s(?:syair|alam) | pola\s(?:spin|turbo|gacor)
    | bocoran\s(?:slot|pola|rtp|admin) | winrate | akun\sgacor | buy\sspin | beli\sfitur
    | mix\sparlay | pasaran\s(?:judi|togel|lengkap|toto|resmi)
    | tembak\sikan | bandarqq | dominoqq
    | slot\s(?:deposit|pulsa|olympus|server|via|4d|gratis|dana|qris|thailand|bet|terbaru|pg
        |luar|bebas|berhadiah|mpo|pragmatic|terpanas|88) | demo\sslot
    | (?:best|trusted|top)\s(?:online\s)?(?:casinos?|slots) | online\sslots | casino\sbonus(?:es)?
    | jackpot\s(?:progresif|slots?|setiap)
    | viagra | cialis | cytotec | situs\stoto | landing\spage\sjudi
    )\b"""
)
#: A title that sells.
TITLE: Final = in_lower_case(
    r"""^\W*(?:(?:\d+\s)?(?:daftar|kumpulan|rekomendasi)\s|info\s|cek\s|top\s\d+\s|bocoran\s)*
    (?:situs|link|slot(?!\swaktu|\spenerbangan)|agen|bandar(?!\sudara|\snarkoba|\slampung)
    |judi|togel|rtp|pola|jam\sgacor|paito|erek|toto\sslot|bocoran\s(?:hk|sgp|sdy)
    |prediksi\s(?:togel|hk|sgp|sdy)
    |data\skeluaran|poker|casino|live\scasino|apk\sslot|akun\sgacor|depo\s|demo\sslot|freebet
    |buy\s|cheap\s|best\sonline|online\s(?:slots|casino)|betting\s|mix\sparlay|syair\s|bonus\snew
    |cara\smenang|cara\s(?:ber)?main|tips\smenang|trik\srahasia|rahasia\smenang|payday
    |web\sslot|jasa\s)
    | \b(?:link\s(?:login|alternatif)|login\s(?:resmi|dan)|anti\srungkad|gampang\s(?:menang|maxwin)
    |scatter\s(?:hitam|emas)|pola\s(?:gacor|mahjong)|maxwin|erek\serek
    |nomor\stogel\sberapa|tergacor|slotter|trik\sspin)\b | \blogin\W*$"""
)
READER: Final = in_lower_case(r"\b(?:anda|kamu|kalian|bosku|you|your)\b")
#: Who acts in news of gambling, and what happens to those who gamble.
NEWS: Final = in_lower_case(
    r"""\b(?:(?:ke)?polisi(?:an)? | pol(?:da|res|resta|restabes|sek|ri)\w* | (?:wa)?kapol\w+
    | bareskrim | ditres\w+ | dirres\w+ | (?:di|men|pe)?(?:tangkap|nangkap)\w*
    | diciduk | diringkus | diamankan
    | (?:meng)?gerebek\w* | digerebek | razia | (?:di|men)(?:sita|yita) | tersangka | pelaku
    | korban | terdakwa | jaksa | hakim | (?:di)?vonis\w* | penjara | pidana | kejaksaan
    | kejari | kuhp | komdigi | kominfo | diskominfo | ppatk | ojk | bpom | bssn | kpk | imigrasi
    | (?:di|mem|pem)?blokir\w* | dibekukan | ilegal | kecanduan | pecandu | judol | fatwa
    | penipuan | menipu | hoaks | disusupi | menyusup | peretas\w* | diretas | satgas | dipecat
    | rehabilitasi | psikolog | psikiater | sanksi | melanggar | dilarang | larangan
    | perdagangan\sorang | penggelapan | korupsi | dukun | gugat\w* | menggugat | cerai | utang
    | (?:men)?curi | pencuri\w* | bunuh\sdiri | dilaporkan | mui | palsu | karangan | menyesal
    | (?:meng|peng)?hapus | dihapus | waspada\w* | abaikan | bahaya\w* | marak\w* | merugikan
    | (?:mem)?promosikan | kedok | berkedok | bandar\snarkoba | terlarang | diberantas
    | (?:mem|pem)berantas\w* | terapi | tobat | kehilangan | habis | kutukan | eks
    | umpan | buka\ssuara | pengakuan | bangkrut | depresi
    | (?:men|ter)?jerat(?:nya)? | terlilit | paspor\w* | wni | hidayah | mantan | bekas
    | lbh | meneror | jangan\sklik | sembarangan
    | police | raid(?:s|ed)? | arrest(?:s|ed)? | ministers? | regulators? | addiction | court
    | campaigners? | ban(?:s|ned)? | trafficking | fraud)\b"""
)
#: Who speaks in any news, and that somebody spoke.
REPORT: Final = in_lower_case(
    r"""\b(?:mengatakan | menyatakan | menyebut(?:kan)? | menegaskan | mengingatkan | menilai
    | mengimbau | diimbau | ujar(?:nya)? | ucap(?:nya)? | tutur(?:nya)? | wartawan | pengamat
    | peneliti | menteri | kementerian | pemerintah | gubernur | bupati | wali\skota | camat
    | kades | dprd | pemkab | pemkot | dinas | rektor | kampus | dosen | guru\sbesar | universitas
    | ketua | kepala | direktur | pelatih | klub | laga | federasi | pssi | warga | sidang
    | riset | universitas | debat | paslon | film | sinopsis | saham | ihsg | klasemen | penalti
    | skor | liga | gol | susunan\spemain | penonton | pentas | adat | upacara | ritual | analis
    | akademisi | pelajar | mahasiswa | ulama | antropolog | ahli\sbahasa | analis | sejarah
    | kritik     | president | said | told)\b"""
)
DAY: Final = re.compile(r"\(\d{1,2}/\d{1,2}(?:/\d{2,4})?\)")
#: Parts of hosts that sell gambling.
HOST: Final = re.compile(r"slot|gacor|togel|toto|casino|judi|\w{3}bet|poker|4d\b")
#: Points from which a text sells, and how far they must outweigh those of news.
MIN_POINTS: Final = 5
OUTWEIGHS: Final = 1.5
#: What is said anywhere, and words of the games, count no more than this; so many of the latter
#: tell what a text is about where it names no wares.
MAX_ANYWHERE, MAX_GAMES, SOME_GAMES = 3, 5, 3


class Points(NamedTuple):
    """The points for an advertisement and for news, and the words that gave them."""

    sells: float
    reports: float
    said: list[str]
    #: Whether the headline names what is sold.
    headed: bool = False

    @property
    def convince(self) -> bool:
        """Whether a text with these points is an advertisement."""
        least = MIN_POINTS - (self.headed and self.reports <= 1)
        return self.sells >= least and self.sells > OUTWEIGHS * self.reports


def advertised(headline: str, paragraphs: Sequence[str], links: Iterable[str] = ()) -> str | None:
    """Return why an article is an advertisement for gambling, pills or loans; None for news.

    Takes what was read of it and, where they are known, the hosts that it links to.
    """
    text = "\n".join((headline, *paragraphs))[:MAX_TEXT].lower()
    words, first = ascii_words(text, PARTING), ascii_words(headline.lower(), PARTING)
    if not worth_weighing(words, first) and (text.isascii() or not FOREIGN.search(text)):
        return None
    points = weigh(headline.lower(), text, links)
    if not points.convince:
        return None
    return f"it advertises: {', '.join(points.said[:5])}"


def pitched(title: str) -> bool:
    """Return whether a title, or the text of a link, sells by itself."""
    text = title.lower()
    return weigh(text, text).convince


def worth_weighing(words: Sequence[str], first: Sequence[str]) -> bool:
    """Return whether a text of these words may sell anything; `first` are those of its headline."""
    if not SURE.isdisjoint(first):
        return True
    if len(TELLING.intersection(words)) < 2:
        return False
    return not SURE.isdisjoint(words) or any(map(BRAND.fullmatch, words))


def weigh(headline: str, text: str, links: Iterable[str] = ()) -> Points:
    """Return the points of a text in lower case; its headline, which it begins with, counts twice.

    Each different word counts once: what is repeated proves no more.
    """
    brands = [one for one in found(BRAND, text) if text.count(one) > 1]
    foreign, wares, pitch = (found(one, text) for one in (FOREIGN, WARES, PITCH))
    sells = 2.0 * len(pitch) + len(wares) + 3 * len(foreign) + 2 * min(len(brands), 2)
    sells += 2 * (len(found(PITCH, headline)) + len(found(WARES, headline)))
    sells += 2 * bool(brands and brands[0] in headline)
    named, games = bool(foreign or wares or pitch or brands), found(GAMES, text)
    if not (named or games or links):
        return Points(0.0, 0.0, [])
    asked, readers = found(ANYWHERE, text), found(READER, text)
    sold = TITLE.search(headline) is not None
    # Without a name for the wares: many words of the games, and somebody who is to play them.
    if named or (len(games) >= SOME_GAMES and (asked or readers or sold)):
        sells += min(len(games), MAX_GAMES) + min(len(asked), MAX_ANYWHERE)
        sells += 3 * sold + min(len(readers), 2)
    sells += 3 * min(len({host for host in links if HOST.search(host)}), 2)
    headed = bool(found(WARES, headline) or found(GAMES, headline) or found(BRAND, headline))
    acts, speakers = found(NEWS, text), found(REPORT, text)
    reports = 2.0 * len(acts) + len(speakers) + len(DAY.findall(text)[:1])
    reports += 2 * len(found(NEWS, headline)) + len(found(REPORT, headline))
    return Points(sells, reports, [*brands[:1], *foreign, *wares, *pitch, *games], headed)


def found(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return the different words of a pattern that stand in a text, in their order."""
    return list(dict.fromkeys(" ".join(one[0].split()) for one in pattern.finditer(text)))

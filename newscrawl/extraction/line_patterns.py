"""Patterns of the lines in and around an article; nothing but patterns."""

import re
from typing import Final

from newscrawl.lexicon import (
    EDITOR,
    EDITOR_JOB,
    HELPER,
    MONTH_SHAPE,
    OF_STORY,
    PHOTO,
    PROFESSION,
    PUBLISHED,
    SOURCE,
    UPDATED,
    WEEKDAY_NAME,
    WRITER,
    WRITER_JOB,
)
from newscrawl.page.labels import Label
from newscrawl.text import ignoring_case, in_lower_case
from newscrawl.urls.words import TLD

#: No rule looks further into a line than this from either side: a hostile line costs no more.
HEAD: Final = 200
TAIL: Final = 120


#: Whole names in brackets that sign a text: `(Ani Budi dan Cici Dedi)`, `[Kontributor: Ani Budi]`.
WHOLE_NAME: Final = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,4}"
SIGNATURE: Final = (
    rf"[(\[]\s?(?:(?i:{WRITER}|{EDITOR})\s?:?\s?)?{WHOLE_NAME}"
    rf"(?:\s?(?:,|&|/|dan\s)\s?{WHOLE_NAME}){{0,2}}\s?[)\]]"
)
HOST: Final = rf"(?:[\w-]{{2,30}}\.){{1,3}}{TLD}"
#: `Artikel ini telah tayang di Kabar.com dengan judul …`: taken over from a sister paper.
SHOWN_AT: Final = (
    r"(?:artikel|berita|tulisan|konten|laporan)\sini\s"
    r"(?:sudah|telah|juga|pertama\skali|sebelumnya)\s(?:pernah\s|lebih\sdulu\s)?"
    r"(?:tayang|dimuat|terbit|dipublikasikan|diterbitkan)\s(?:di|pada|oleh)\s"
)
DATE: Final = ignoring_case(
    rf"""\b\d{{1,2}}[\s-]{MONTH_SHAPE}[\s,-]+\d{{4}} | \b{MONTH_SHAPE}\s\d{{1,2}},?\s\d{{4}}
    | \b\d{{1,2}}[-/]\d{{1,2}}[-/](?:\d{{4}}|\d\d)\b | \b\d{{4}}-\d\d-\d\d\b"""
)
DATE_LINE: Final = ignoring_case(
    rf"""^[\s•|-]*(?:(?:tanggal\s)?(?:{PUBLISHED}|{UPDATED})\b
        (?:\s(?:{PUBLISHED}|{UPDATED}|pada|on|at)\b){{0,2}}\s*[:,]?\s*)?(?:(?:{WEEKDAY_NAME})\b[\s,]*)?(?:\d{{1,2}}[\s/-](?:{MONTH_SHAPE}|\d{{1,2}})[\s,/-]+\d{{2,4}}
    |{MONTH_SHAPE}\s\d{{1,2}},?\s\d{{4}}|\d{{4}}-\d\d-\d\d|(?:\w+\s)?\d{{1,2}}\s(?:detik|menit|jam
        |hari|minggu|bulan|tahun|minutes?|hours?|days?)\s(?:yang\s)?(?:lalu|ago))"""
)
#: Behind a date: what a list tells of the day.
ENTRY: Final = re.compile(r"\s?:\s*[^\W\d_]|\s[–—-]\s[^|]{3,60}\s\d{1,2}\s?[-–:]\s?\d{1,2}(?!\d)\D")
LONE: Final = re.compile(r"[\W_]*|[\d.,]+|[\d.,]+\s*°?\s?[CF]?")

#: The first label whose pattern begins the line, which is in lower case, wins. These are sure
#: whatever stands around.
STARTS: Final[tuple[tuple[Label, str], ...]] = (
    ("ad",
        r"""[\s\W]{0,4}(?:advertisements?|advertising|advertorial|iklan|promoted|ads?\sby.{0,20}
        |sponsored(?:\s(?:link|(?:by|oleh)(?:\s\S+){0,5}))?)
        \s*[\W_]{0,3}(?:spot_img)?$
        | iklan\s*[-–—]\s | (?:spot_img)+ | banner\s\d+x\d+ | googletag\. | \(?adsbygoogle
        | (?:advertisement\s)?scroll\s(?:down\s|ke\sbawah\s)?(?:to\scontinue|untuk\s(?:melanjutkan
        |membaca|lanjut|baca))
        | (?:geser|gulir|swipe)\s(?:ke\s)?(?:atas|bawah|up|layar)?\s?(?:untuk|to)\s
        | nikmati\sakses\spenuh | baca\sberita\stanpa\siklan | (?:tutup|close|skip|pasang|info
        |space|ruang)\s(?:iklan|ads?)\b.{0,40}$ | (?:pasang|ber)iklan\b.{0,40}$
        | silakan\s(?:akses|klik|unduh|kunjungi|buka)\b(?=.{0,80}\b(?:di\s?sini|e-?paper|aplikasi
          |tautan)\b)
        | (?:berlangganan|langganan|subscribe|login|masuk|daftar)\b.{0,40}\b(?:untuk
        |to)\s(?:dapatkan\spos|membaca|melanjutkan|akses|mengakses|lanjut|read|continue)\b
        | (?:artikel|konten|berita)\s(?:ini\s)?(?:khusus|hanya|eksklusif)\s(?:untuk
        |bagi)\spelanggan | jangan\sketinggalan\sberita.{0,60}langganan | (?:lanjutkan
        |lanjut)\smembaca\s(?:setelah|di\sbawah)\siklan
        | (?:ingin|mau|hendak)\s(?:pasang\s|ber)iklan\b.{0,80}$ | inread\sinvented\sby\b
        | powered\sby\s.{2,40}$ | iklan\slayanan\smasyarakat$
        | konten\s(?:ini\s)?(?:sponsor|(?:hasil\s)?(?:be)?kerja\s?sama)\b.{0,60}$
        | kami\srekomendasikan\w*\b.{0,100}$ | click\shere\sto\s.{0,80}$
        | \[/?[a-z]+(?:[_-][a-z]+)*(?:\s[a-z_]+=[^\]]*)\]$
        | (?:artikel|berita|tulisan|konten|laporan)\sini\s(?:di(?:buat|susun|tulis|hasilkan))\s
          (?:dengan|oleh|memakai|menggunakan)\s(?:bantuan\s)?(?:ai|kecerdasan\sbuatan)\b.{0,80}$
        | punya\s(?:informasi|info|cerita|foto|video|keluhan)\b.{0,60}\?.{0,80}$
        | kirim(?:kan)?\s(?:berita|foto|video|tulisan|opini)\b.{0,60}\b(?:ke|lewat|melalui|via)\s
          (?:wa|whats\s?app|e-?mail|surel|redaksi|nomor)\b.{0,80}$
        | (?:(?:jangan\s(?:lewatkan|ketinggalan)|don.t\smiss\sout)\W+)?
        (?:dapatkan|terima|get|receive|daftar(?:kan)?|sign\sup|masukkan)\b(?=.{0,100}\b(?:kotak\s
        (?:surat|masuk)|inbox|newsletter|buletin|(?:surel|e-?mail)\sanda|your\se-?mail)\b).{0,140}$
        | (?:(?:situs|website|laman)(?:\sweb)?(?:\s(?:ini|kami))?|kami)\s(?:memakai|menggunakan)
        \s(?:cookies?|kuki)\b | (?:this\s(?:web)?site|our\s(?:web)?site|we)\suses?\scookies\b
        | (?:dukung|support)\s(?:jurnalisme|(?:kerja\s)?redaksi|kami|media\sini|(?:our|independent)
          \s(?:\w+\s)?(?:journalism|newsroom|work))\b.{0,100}$
        | (?:traktir|buy)\s(?:redaksi|kami|penulis|us\sa)\b.{0,80}$
        | (?:tulisan|artikel|berita|liputan|laporan)\sini\s(?:terbit|ada|dibuat|terwujud)\sberkat\s
          (?:sumbangan|dukungan|donasi)\spembaca\b.{0,100}$
        | (?:mari\s|ayo\s)?(?:ber)?donasi\s(?:sekarang|di\s?sini|untuk\s(?:kami|redaksi))\b.{0,60}$
        | (?:unduh|download|instal|pasang)\s(?:aplikasi|app|our\sapp)\b(?=.{0,80}\b(?:play\sstore
          |app\sstore|google\splay|di\s?sini|sekarang|kami|our\sapp)\b)[^.]{0,100}\W?$
        | video\s(?:ini\s)?(?:tidak|belum)\s(?:lagi\s)?(?:tersedia|dapat\sdiputar)\W*$
        | video\sini\s(?:telah|sudah)\sdihapus(?:\soleh\s(?:pengunggah|pemilik)(?:nya)?)?\W*$
        | (?:this\s)?video\s(?:is\s)?(?:unavailable|no\slonger\savailable|private)\W*$
        | (?:this\s)?video\shas\sbeen\sremoved\b.{0,40}$
        | lowongan\s(?:kerja|pekr?e?r?jaan)$ """),
    ("share",
        r"""[\s\W]{0,4}(?:bagikan|sebarkan|share|berbagi|salin\stautan|copy\slink|salin\slink)
        (?:\s(?:artikel|berita|ini|this|post|article|ke|di|to|on|via|facebook|twitter|whatsapp
        |line
        |telegram|melalui|link|tautan|kepada\steman|\w+)){0,5}\s*[:!.]?$
        | (?:bagikan|sebarkan|share|send|forward|kirim(?:kan)?)\s(?:artikel|berita|tulisan|kabar
        |informasi|postingan|this|the)\s(?:ini|itu|article|story|post|news)\b.{0,100}$
        | \W{0,3}(?:(?:kembali|versi\scetak|cetak(?:\s(?:halaman|artikel|berita))?
          |print(?:able\sversion)?|kirim\ske\steman|e-?mail\s(?:this|to\sa\sfriend)|simpan\spdf
          |pdf)(?:\W{1,5}|$)){1,4}$
        | (?:apakah|did|was|is)\s(?:tulisan|artikel|berita|informasi|halaman|you\sfind\sthis|this)\b
          .{0,30}\b(?:bermanfaat|membantu|berguna|helpful|useful)\b.{0,20}\?\W*$
        | (?:menemukan|ada|found|spotted|see)\s(?:an?\s)?(?:kekeliruan|kesalahan|salah\sketik
          |error|mistake|typo)\b.{0,40}\?.{0,80}$
        | (?:suka|like)\s(?:ini|this)\s?:.{0,40}$ | print\sfriendly\b.{0,30}$
        | terima\skasih\s(?:telah|sudah)\smembaca\b.{0,40}$
        | (?:bagaimana|apa|gimana)\s(?:pendapat|perasaan|tanggapan|reaksi|menurut)\s?-?(?:anda|kamu
          |kalian|mu)\b.{0,60}\?.{0,80}$
        | (?:tulis|beri|tinggalkan)(?:kan|lah)?\s(?:pendapat|komentar|tanggapan)
          (?:mu|\sanda|\skamu)?\s(?:di|pada)\s(?:kolom|bawah)\b.{0,60}$
        | what\sdo\syou\sthink\?.{0,80}$
        | (?:share|tweet)\s(?:this|on|via)\b.{0,60}$
        | (?:suka|senang|liked?|enjoy(?:ed)?|love)\s(?:dengan\s)?(?:artikel|berita|tulisan|postingan
        |what|this)\b.{0,20}[?!.:].{0,80}$ | liked?\sthis\s(?:post|article|story)\b.{0,80}$
        | (?:listen\sto|dengarkan)\s(?:this|the|artikel|berita)\b.{0,40}$
        | subscribe\s(?:to|now|ke|di|channel|kanal)\b.{0,100}$
        | (?:click|tap|klik)\s(?:here|di\s?sini|link|tautan)\b(?=.{0,100}\b(?:join|whats\s?app
        |telegram|channel|saluran|follow|subscribe|gabung|bergabung|ikuti)\b)
        | (?:mari|ayo|yuk)[\s,]+(?:ber)?bagi\w*\b.{0,30}$ | link\s(?:successfully\s)?copied
        | tautan\sdisalin
        | (?:ikuti|follow|gabung|bergabung|join|kunjungi)\b(?=.{0,120}\b(?:google\snews
        |whats\s?app|telegram|saluran
          |channel|instagram|twitter|facebook|tiktok|youtube|medsos|media\ssosial|kami\sdi
          |berita\sterbaru
          |us\son|info(?:rmasi)?\ster\w+)\b)
        | ikuti\s(?:kami|berita|update|terus\sberita
        |\S{3,40}\sdi)\b(?!.{0,200}[.]\s[a-z].{100})
        | jangan\slupa\s(?:untuk\s)?(?:ikuti|follow|like|subscribe|bagikan|share)\b.{0,120}$
        | (?:follow|like)\s(?:dan|&|and)\s(?:follow|like|subscribe|share)\b
        | (?:eksplorasi\skonten\slain|discover\smore)\s(?:dari|from)\b
        | follow\s(?:@|us\b|me\b|akun) | ikuti\sperkembangan\sberita
        | \W{0,3}(?:simak|baca|dapatkan|temukan|cek|ikuti|update)\b(?=.{0,40}\b(?:berita|artikel
        |update|info|informasi|kabar)\b)
          (?=.{0,120}\b(?:google\snews|whats\s?app|telegram|ponselmu|ponsel\sanda|saluran
          |channel|aplikasi
          |setiap\shari\sdari|notifikasi)\b)
        | (?:dapatkan|cek)\s(?:update\s)?(?:berita|artikel|informasi
        |info)\b.{0,60}\b(?:setiap\shari|pilihan|terkini|lain)
        | (?:facebook|twitter|whats\s?app|telegram|line|pinterest|e-?mail|google\s?(?:plus|\+
        |news)|tweet|print
          |copy|instagram|linkedin)(?:\s(?:facebook|twitter|whats\s?app|telegram|line|pinterest
          |e-?mail|x|tweet))*$
        | berita\sini\s(?:juga\s)?(?:dapat|bisa)\sdibaca
        | (?:lihat\spostingan\sini|view\sthis\spost)\b
        | (?:sebuah\skiriman|a\s(?:post|video|photo))\s(?:yang\s)?(?:dibagikan|shared|posted)\b
        | jangan\sketinggalan\b.{0,80}\b(?:google\snews|whats\s?app|channel|saluran)"""),
    ("comment",
        r"""(?:\d+\s)?komentar(?:\spembaca|\sanda)?\s*(?:\(\d+\))?[:.]?$
        | (?:diskusi|tanggapan|respons?|discussion|responses|replies)(?:\spembaca)?\s\(\d+\)$
        | (?:no|\d+)\s(?:tanggapan|respons?|responses?|thoughts?|repl(?:y|ies)|comments?)
        \s(?:untuk|pada|di|on|to|for)\s.{0,120}$ | join\sthe\s(?:discussion|conversation)\b
        | (?:tulis|kirim
        |beri(?:kan)?|tinggalkan
        |tampilkan|lihat|muat)\s(?:semua\s)?(?:komentar|balasan) | leave\sa\s(?:reply|comment)
        | komentari\s(?:artikel|berita) | belum\sada\s(?:komentar|tanggapan)\W*$
        | (?:comments?|disqus|respon|no\scomments?)(?:\s\(?\d+\)?)?$
        | isi\skomentar\b.{0,120}$ | komentar\sadalah\stanggapan | silakan\slogin
        | apa\spendapat\sanda | disclaimer\s?: | \d+\scomments?$ | your\semail\saddress
        | be\sthe\sfirst\sto\scomment | jadilah\s(?:yang\s)?pertama
        | alamat\semail\sanda\stidak | please\senter\syour"""),
    ("tags",
        r"""(?:tags?|topik|kata\skunci|label|keywords?|topics?|tag\sterkait)\s*[:#].{0,160}$
        | (?:tags?|tag\sterkait|topik\sterkait)$ | (?:\#[^\W\d][\w.-]*\s*){1,20}$"""),
    ("pagination",
        r"""(?:halaman|pages?|hal)[\s:.]*(?:selanjutnya|sebelumnya|berikutnya|\d+(?:\s*(?:/|dari
        |of)\s*\d+)?|\d[\d\s]{1,20})
          \s*[\W]{0,4}(?:show\sall|semua|selanjutnya|berikutnya|next)?\W{0,3}$
        | (?:selanjutnya|sebelumnya|berikutnya|next|prev(?:ious)?|lanjut|show\sall
        |tampilkan\ssemua)\s*[\W]{0,4}$
        | \W*(?:\d{1,2}\s+){1,15}\d{1,2}(?:\s\W*(?:selanjutnya|next|\W|show\sall)?)?$
        | \d+\s(?:of|dari)\s\d+(?:\shalaman)?$
        | (?:halaman|pages?)\W*$
        | (?:read|load)\smore\b.{0,6}$ | lanjutkan\smembaca\W*$ | continue\sreading\b.{0,10}$
        | tampilkan\slebih\ssedikit$
        | \W*1\s*/\s*\d+$ | baca\s(?:halaman\s)?(?:selanjutnya|berikutnya)\b(?!\s[a-z])
        | halaman\s(?:selanjutnya|berikutnya)\b"""),
    ("copyright",
        r"""(?:copyrights?|hak\scipta|\(c\)|©|all\srights\sreserved
        |dilarang\s(?:keras\s)?(?:mengambil|mengutip|menyalin))
        | \W{0,5}(?:(?:seluruh\s|keseluruhan\s)?isi\s|pendapat\sdalam\s|opini\sdalam\s)?
          (?:tulisan|artikel|opini|naskah|kolom)\s(?:ini\s)?(?=.{0,60}\b(?:tanggung\sjawab
          |(?:bukan|tidak)\s(?:mewakili|mencerminkan|cerminan)))
        | \d{4}\s?©"""),
    ("editor",
        rf"""(?:{EDITOR})\s*[:;]\s*\S.{{0,60}}$
        | editor\s*[:;]?$"""),
    ("byline",
        r"""(?:""" + WRITER + "|" + HELPER + r"""|(?:kontributor|wartawan)\s[\w .]{2,30})
        \s*[:;]\s*\S.{0,110}$
        | \(\s?(?:""" + WRITER + "|" + EDITOR + r""")\s?:\s?\S.{1,100}\)$
        | (?:tim\s|@)?red(?:aksi)?\.?$ | [-=/]\s?\w{2,6}\s?[-=/]?$ | \[\w{2,8}\]$
        | penulis\.\s\S.{0,50}$ | \(?laporan\s(?:langsung\s)?(?:""" + WRITER_JOB + r"""|khusus)
        \b.{0,90}$
        | (?:oleh|by|penulis|pewarta|reporter)\s?:?$ | posted\sby\s.{2,60}$
        | oleh\s.{2,40},\sdalam\s.{2,60}\spada\s
        | redaksi\s\S{3,40}\s*[/|]
        | redaksi(?:\s?[-/]\s?\w{1,12})?$ | written\s(?:for|by)\s | \((?:pen|ed)\s*:\s*\S.{0,30}$
        | \(?\s*[*#]+(?:/\w[\w .]{1,40})?\s*\)?$
        | [*(]{0,4}\)?\s?(?:penulis|the\s(?:author|writer))\s(?:adalah|merupakan|ialah|is)\s
          (?:seorang\s|an?\s|the\s)?(?:""" + PROFESSION + r""")\b.{0,200}$
        | \(?\*{1,3}\)\s?\S.{3,160}$
        | \(\s?\w[\w.* -]{0,20}(?:/\s?[\w.* -]{1,25}){0,4}\)$ | \[\W*\]$"""),
    ("photo_caption",
        r"""\W{0,2}(?:""" + PHOTO + r"""|ket\.?\s?(?:gambar|foto)?|dok\.)\s*[:;/|]
        | ilustrasi\b(?:.{0,60}$) | istimewa\W?$"""),
    ("related",
        r"""[\s\W]{0,4}(?:klik\s)?(?:baca|lihat|simak|tonton|nonton|saksikan|cek)\s?(?:juga|pula
        |lainnya|lagi)(?:\s(?:berita|artikel|video)(?:\s\w+)?)?\s*(?:[:;>»|–-]|$)
        | (?:jangan\slewatkan|don.t\smiss|must\sread|wajib\sbaca)\W*$
        | [\s\W]{0,4}(?:klik\s)?baca\s?(?:juga|pula|lainnya)\b(?!\s(?:di|oleh|kitab|buku|al)\s)
        | [\s\W]{0,4}(?:baca|simak|tonton|lihat|saksikan|berita\sterkait|artikel\sterkait|video
        |terkait|selengkapnya)\s?:\s*\S.{6,}
        | [\s\W]{0,4}(?:baca|berita|lihat|simak)\s(?:berita\s|artikel\s)?(?:selengkapnya
        |lengkapnya|selanjutnya)\s*(?:\W{1,4}|\W*https?:\S.*|di\s?sini.{0,80}|di\s.{3,60})?$
        | selengkapnya\s?(?:\W{1,4}$|(?:simak|baca|klik|di\ssini)\b.{0,90}$)
        | klik\s(?:di\s?sini|baca)\b
        | [\s\W]{0,3}(?:(?:(?:baca|lihat|simak)\s)?(?:berita|artikel|video|foto|konten|info|tulisan
        |posts?
        |artis)\s(?:lain(?:nya)?|terkait|rekomendasi|terkini|serupa
          |menarik\s(?:lain|untuk)\w*|sebelumnya)|rekomendasi|terkait|related(?:\s\w+)?
          |pilihan\s(?:editor|redaksi)|you\sm(?:ay|ight)\s(?:also\s)?(?:like|enjoy|be\sinterested\sin)\W?|berita\s(?:ter)?populer
          |terpopuler|baca\sartikel\smenarik.{0,20}|baca\ssecara\slengkap\s.{0,60})\s*[:»>]*$
        | video\s(?:pilihan|(?:ter)?populer|terkait|terbaru|lainnya)\W*$
        | (?:rekomendasi|pilihan|bacaan)\suntuk\s?-?(?:anda|kamu|mu)\W*$
        | (?:anda|kamu)\s(?:mungkin|barangkali)\s(?:juga\s)?(?:suka|tertarik|menyukai)\W*$
        | (?:terkini|trending)\W*$ | lihat\sfoto\b.{0,30}$
        | klik\suntuk\s(?:melihat|memperbesar|memutar)\b.{0,40}$
        | (?:watch(?:\s(?:also|now|this|the\svideo))?|see\salso|read\s(?:also|more|next)|also\sread
          |related(?:\sstories)?|listen)\s?(?:[:>»|–-]|$)
        | (?:tonton|nonton|saksikan|lihat)\s(?:juga\s)?(?:video|videonya|tayangan(?:nya)?)\b
          (?=.{0,100}(?:di\s?sini|berikut|di\sbawah|youtube|kanal|channel|selengkapnya|:))
        | (?:nonton|saksikan|tonton|simak)\s(?:juga\s)?(?:berita|video)\s.{0,80}(?:\s(?:di
        |berikut|ini|bawah)\b)?.{0,60}(?<![.,?!])$
        | (?:tonton|nonton|saksikan)\b(?=.{0,140}\b(?:di\s?sini|(?:di\sbawah|berikut)\sini)\W*$)
        | baca\s(?:secara|versi)\slengkap"""),
    ("next_article",
        r"""(?:artikel|berita|post|tulisan)\s(?:ter(?:baru|akhir)|selanjutnya|berikutnya
        |sebelumnya)\s*[:»>]*$ | next\s(?:post|article)\b"""),
    ("source_credit",
        rf"""\(?\s*(?:{SOURCE}|artikel\sasli){OF_STORY}\s*[:;]\s*\S.{{1,60}}$
        | {SHOWN_AT} | (?:{SOURCE})\s*[:;]\s*$"""),
)  # fmt: skip

#: The same where capital letters tell, whatever the case of the others.
NAMINGS: Final[tuple[tuple[Label, str], ...]] = (
    ("ad", r"promosi\s(?-i:[A-Z\d])[^.]{10,140}$"),
    ("share",
        r"(?:pantau|nantikan|ikuti|simak|baca)\b.{0,80}\bhanya\sdi\s(?-i:[A-Z]).{3,40}$"),
    ("pagination", r"baca\s(?:halaman\s)?(?:selanjutnya|berikutnya)\s(?-i:[A-Z])"),
    ("editor", r"(?:editor|redaktur)\s(?-i:[A-Z])[\w. ]{2,40}$"),
    ("byline",
        r"""(?:ditulis|diposting|dilaporkan|diterbitkan|dipublikasikan|written|posted|published)\s
          (?:oleh|by)\s(?-i:[A-Z])[^.!?]{2,50}\s(?:pada|tanggal|on)\s.{3,40}$
        | (?:artikel|tulisan|berita)\sini\sditulis\soleh\s(?-i:[A-Z]).{3,150}$
        | oleh\s(?-i:[A-Z])[\w .'’,()/-]{2,50}$
        | (?-i:\*{1,3}\s?[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,3}(?:\s?/\s?[A-Z][\w.]+
          (?:\s[A-Z][\w.]+){0,3}){0,2}$)
        | (?:""" + WRITER_JOB + r""")\s(?-i:""" + WHOLE_NAME + r""")\s?[|/•·]\s?\S.{0,90}$
        | laporan\s(?-i:(?:[A-Z]\.)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,3})\.$
        | (?-i:""" + SIGNATURE + r""")$"""),
    ("photo_caption",
        r"foto,\s(?-i:[A-Z]) | kolase\s(?-i:[A-Z]).{2,40}$ | dok\.?\s?(?-i:[A-Z]).{2,40}$"),
    ("related", r"[\s\W]{0,4}(?:klik\s)?baca\s?(?:juga|pula|lainnya)(?-i:(?=[A-Z]))"),
)  # fmt: skip

#: The same of lines that begin with a name, whatever its letters; a stroke or a word tells most.
NAMES_FIRST: Final[tuple[tuple[Label, str], ...]] = (
    ("byline",
        r"""(?-i:[A-Z]).{3,80}\sberkontribusi\s(?:dalam|pada|untuk)\s(?:penulisan\s)?
          (?:artikel|tulisan|laporan|berita|liputan)\sini\.?$"""),
    ("photo_caption", r"(?-i:[A-Z][\w ]{2,30}\s/\s[A-Z]{3,}\s-\s)"),
    ("source_credit", rf"{HOST}/{HOST}/"),
)  # fmt: skip


def named_groups(parts: tuple[tuple[Label, str], ...]) -> str:
    """Return the patterns of labels as one, with a group each."""
    return "|".join(f"(?P<{label}>{pattern})" for label, pattern in parts)


START: Final = in_lower_case(named_groups(STARTS))
NAMING: Final = ignoring_case(named_groups(NAMINGS))
NAME_FIRST: Final = ignoring_case(named_groups(NAMES_FIRST))


PLACE: Final = r"[A-Z][\w.'’/]*(?:[ ][A-Z(][\w.'’/)]*){0,4}"
#: What a dateline looks like, with its end; the text of the story follows.
DATELINE: Final = re.compile(
    rf"(?:{PLACE}[\s,#|-]{{1,4}})?(?:[A-Z][\w-]* )?(?i:{HOST})(?:[\s,|/]{{1,3}}{PLACE})?\s?"
    r"(?:[\s,]*[-–—~_|:]+|[.,]?$|,?\s(?=[A-Z]))"
    rf"|{PLACE}[\s,]{{0,2}}[(\[](?=[^()\[\]]{{0,30}}[A-Za-z]{{2}})[^()\[\]]{{2,40}}[)\]]\s?"
    r"(?:[,:.]?\s?[-–—]+|[:,.]|$)"
    r"|\[[A-Z]{3,20}\]"
    r"|(?:[A-Z][A-Z0-9.'/&-]+[\s,|]{1,3}){1,5}\s?(?:[-–—~|]+)\s?(?=[\w\"“‘’'])"
    r"|[A-Z]{3,}(?:[ ,/]{1,2}[A-Z]{2,}){0,4}\s?(?:[-–—~|]+)\s?(?=[\w\"“‘’'])"
    rf"|{PLACE}(?:,\s?{PLACE}(?: [a-z]+)?)?\s?(?:-+\s|\s-+|[–—]+|\|\|?\s|~\s)"
    r"|(?:[A-Z]{2,}[ ,]{1,2}){1,4}$"
    r"|[A-Z]{3,},$"
)
#: One of these stands in it or behind it, no farther from its beginning than so many letters.
FAR: Final = 100
DATELINE_SIGNS: Final = frozenset("-–—~|_:([.,")
#: "BERITABALI.COM, DUNIA.": the outlet and the channel, on a line of their own or before the text.
STANDING: Final = re.compile(
    r"(?:[\w-]+\.)+(?:com|co\.id|id|net|co|org|news)\s?,\s?"
    r"(?P<section>(?-i:[A-Z])[\w&/-]*(?:\s(?:(?-i:[A-Z])[\w&/-]*|&|dan)){0,3})\s?\."
    r"(?=\s*$|\s(?-i:[A-Z\"'“‘]))",
    re.IGNORECASE,
)
SENTENCE_END: Final = re.compile(r"""[.!?…:;][\s"'”’)\]*]*$""")
#: Initials after the last sentence: `katanya. (ns)`, `tutupnya.(*/Dul)`, `hakim (frd/har)`.
SIGN_OFF: Final = re.compile(
    rf"""(?:(?<=[.!?"'”’…])\s?|\s)(?P<sign>(?:{SIGNATURE}|\(\s?(?:\*+
        |[\w*][\w.*,& -]{{0,24}}(?:\s?/\s?[\w.* -]{{1,24}}){{0,4}})\s?\)
    |\[(?:\W*|[A-Za-z]{{2,4}}(?:\s?[/*-]\s?\w{{1,12}})?)\])[\s.]*)$""",
    re.VERBOSE,
)
#: Credits glued to the last sentence: `katanya. Penulis: Ani Budi`, `tutupnya. -ani-`.
GLUED: Final = re.compile(
    rf"""(?<=[.!?"”’)\]])\s*(?P<credit>(?:(?i:{WRITER_JOB}|{EDITOR_JOB})\s?[:;]\s?[A-Z].{{2,100}}
    |\*{{1,3}}(?:\s?[A-Za-z]{{2,12}})?|[-/=]\s?[a-z]{{2,6}}\s?[-=]?))$""",
    re.VERBOSE,
)
#: "Ari Budi/balipost": a writer's name and the desk.
DESK: Final = re.compile(r"[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,3}\s?/\s?[a-z][a-z.]+")
CREDIT: Final = ignoring_case(
    rf"""[(\[](?:foto|photo|dok|ist\b|istimewa|ilustrasi|antara|sumber
    |image|youtube|instagram|twitter|facebook|screenshot|tangkapan)[^()]{{0,80}}[)\]]?\W?$
    | \((?![^()]*\d/\d)[^()]{{0,40}}/[^()]{{2,40}}\)$ | \({HOST}\)$ | \b(?:foto|photo|dok
        |image)\s?[:;/.]\s?\S.{{0,50}}$
    | \bANTARA(?:\sFOTO)?/\S.{{0,50}}$ | \|\|?\s?ist\W*$ | ©\s?\d{{0,4}}.{{0,60}}$
        | ^\S{{3,30}}/(?:HO|Ist)\b.{{0,30}}$
        | (?-i:\b[A-Z]{{3,8}}(?:/[A-Z][\w.'-]+(?:\s[A-Z][\w.'-]+){{0,3}}){{1,3}})$"""
)
NAV_START: Final = in_lower_case(
    r"""(?:\W{0,3}\d[\d.,]*\s?(?:k\s)?(?:views?|kali|dibaca|shares?|hits?|pembaca|x)\b | dibaca\s?:
        | memuat\W*$
        | \W*waktu\sbaca\b | kategori\s?: | menu$ | home$ | beranda\b.{0,20}$
    | logo\s | (?:indeks|trending|redaksi|kontak(?:\skami)?|masuk|login|sign\sin|lihat\ssemua
        |kembali\ske\satas|privacy\spolicy|disclaimer|a[-+]\s?a[-+]?)$
    | pedoman\s(?:media|pemberitaan) | (?:toggle|main)\s(?:navigation|menu)
        | (?:ukuran\s)?font(?:\ssize)?\s*[:+-] | mode\s(?:gelap|terang) | (?:home
        |beranda)\s*[»›>/|]
    | site\sicon | version\s\d | subscribe\b | enter\syour | delivered\sby | konten\s(?:media
        |pilihan)
    | salin\sartikel | tampilkan\slebih\sbanyak | tentang\skami
        | berita\s[\w\s]{0,20}populer(?:\s\w+){0,3}$ | alexametrics | wartawan$
    | \[(?:gambas|irp|embed|caption|gallery|video|youtube|widget|ads?|adrotate)\b.*$
    | (?:total\s)?(?:post\s)?views?\s?: | visited\s\d+\stimes | dibaca\s\d
    | berita\sini\s(?:telah\s)?(?:di(?:baca|lihat)\s)?\d
    | print(?:\s(?:pdf|artikel|halaman|this\s\w+))*$ | like\s(?:this\s*:|loading)
    | (?:user\s|editor\s|our\s)?rating\s?: | skor\s?:
    | (?:beri|nilai)\s(?:nilai|rating)\b
    | rate\sthis | video\s?:?$
    | \W*:\s.{3,80}\s:\W*$ | log\s?in$ | daftar$ | search$ | cari$ | skip\sto
        | loading\b
    | (?:image|photo|video|gambar|foto|lihat\sfoto|zoom\sout|perbesar|close|tutup)$
        | ringkasan\sberita | polling\b )"""
)
#: The same of lines that one of these signs gives away: a page's title, stars, an address, an icon.
NAV_SIGNS: Final = frozenset("-–|★☆⭐@_")
NAV_SIGNED: Final = ignoring_case(
    r""".{10,140}\s[-–|]\s(?:\w+\.)+(?:com|co\.id|id|net)$ | .{0,100}[★☆⭐]{3} | \S+@\S+$
    | [a-z]+(?:_[a-z]+)+(?:\s[a-z]+_[a-z]+)*$"""
)


RUBRIC: Final = ignoring_case(r"(?:berita\s)?(?:ter)?populer(?:\shari\sini)? | trending | headline")
SOURCE_LINE: Final = ignoring_case(
    rf"""\(?\s*(?:{SOURCE}){OF_STORY}\s*[:;]\s*(?P<name>\S[^()|]{{1,58}}[^()|.\s])\W*$"""
)
SOURCE_TAIL: Final = ignoring_case(
    rf"""\s?[(\[]\s?(?:{SOURCE})\s?:?\s(?P<name>\S[^()\[\]]{{1,50}})[)\]][\s.]*$
    |\s?[(\[]\s?(?:{SOURCE})\s?:\s?(?P<tight>\S[^()\[\]]{{1,50}})[)\]][\s.]*$"""
)
SOURCE_CAPTION: Final = ignoring_case(rf"{HOST}/(?P<name>{HOST})/")
SOURCE_SHOWN: Final = ignoring_case(
    rf"{SHOWN_AT}(?:laman\s|situs\s|website\s)?(?P<name>{HOST}|\w[\w.]*)"
)
AGENCY: Final = re.compile(
    rf"{PLACE}[\s,]{{1,2}}[(\[]"
    r"(?P<name>(?i:ANTARA)(?: News)?|AFP|Reuters|REUTERS|Xinhua|AP)[)\]]\s?[-–—]"
)
#: "19 Maret 2024 | Oleh Nama": behind a date the label may stand within the line.
BEHIND_DATE: Final = re.compile(r"(?i)(?<=[\s|])(?:oleh|by)\s")
#: In lower case, for all lines are asked: to match whatever case costs three times as much.
FIRST_LABEL: Final = re.compile(rf"\W*(?:{WRITER}|{EDITOR}|written)\b")
LAST_LABEL: Final = re.compile(rf"\b(?:{EDITOR_JOB})$")
ANY_LABEL: Final = re.compile(rf"\b(?:{WRITER}|{EDITOR}|written)\b")
#: What elements of other stories, of comments, of captions are called.
OF_OTHERS: Final = re.compile(
    r"comment|komentar|reply|caption|related|terkait|popular|terpopuler|latest|sidebar"
)

"""Invents news: headlines, names and paragraphs, and the texts of lost domains."""

import re
from random import Random

WHO = (
    "Warga|Petani|Nelayan|Pedagang pasar|Guru honorer|Pengrajin tenun|Relawan|Peternak|Mahasiswa"
    "|Sopir truk|Karang taruna|Penjual jamu|Kader posyandu|Pelaku wisata|Pemandu gunung"
).split("|")
DOES = (
    "menanam bakau di muara|memperbaiki jalan desa|membuka kebun kopi baru|mengolah sampah plastik"
    "|mengajukan bantuan benih|meresmikan jembatan gantung|menggelar lomba perahu|merawat sumur tua"
    "|menolak tambang pasir|membangun irigasi|memanen bawang merah|menjaga hutan adat"
    "|mengeluhkan harga solar|menghidupkan tari lama|mendata rumah rusak|melatih kerajinan bambu"
).split("|")
WHERE = (
    "Desa Sumbermulya|Kecamatan Rawajati|Kampung Tanjungsari|Dusun Watulawang|Pulau Karanganyar"
    "|Pasar Lamabaru|Teluk Binangun|Lereng Gunung Lawang|Kelurahan Sukarasa|Lembah Arumdalu"
).split("|")
WHEN = (
    "sejak awal pekan ini|menjelang musim hujan|setelah musyawarah panjang|pada pagi yang berkabut"
    "|di tengah kemarau|seusai panen raya|dua hari berturut-turut|tanpa menunggu anggaran daerah"
).split("|")
WHY = (
    "agar anak-anak tidak lagi memutar jauh ke sekolah|karena hasil bumi sering rusak di jalan"
    "|supaya air bersih sampai ke rumah paling ujung|sebab bantuan yang dijanjikan belum turun"
    "|agar pengetahuan orang tua tidak hilang|karena harga di tingkat pengepul terus merosot"
    "|supaya pengunjung kembali datang|sebab tebing di tepi sungai terus terkikis"
).split("|")
HOW = (
    "dengan iuran seikhlasnya dan tenaga bergantian|memakai batu kali dan bambu dari kebun sendiri"
    "|dibantu para pemuda yang pulang dari kota|lewat koperasi yang baru berumur setahun"
    "|dengan alat sederhana buatan bengkel setempat|bersama para ibu yang menyiapkan makanan"
).split("|")
SAYS = (
    "Kami tidak bisa terus menunggu|Yang penting semua ikut bekerja|Hasilnya mulai terasa sekarang"
    "|Dulu orang menertawakan gagasan ini|Anggarannya kecil, tetapi niatnya besar"
    "|Semoga tahun depan bisa lebih luas|Kalau bukan kita, siapa lagi"
).split("|")
OFFICE = (
    "kepala desa|ketua kelompok tani|camat|juru bicara panitia|kepala dinas pekerjaan umum"
    "|ketua koperasi|pendamping desa|sesepuh kampung"
).split("|")
FIRST = "Made Rahmat Yohana Siti Markus Dewi Bagas Laila Petrus Wulan Hasan Ketut Rina Agus".split()
LAST = (
    "Prasetya Lestari Manurung Hidayat Tangkudung Wirawan Nababan Saputra Kurnia Ramadhan".split()
)
SECTIONS = "Daerah Ekonomi Budaya Pendidikan Lingkungan Hukum Olahraga".split()

BRANDS = "rajamega77 dewakoin88 hokisurya138 panentoto4d kudaemas99".split()
SPAM_TITLES = (
    "Situs Slot Gacor Terpercaya dengan RTP Live Tertinggi|Link Login {brand} dan Daftar Akun Resmi"
    "|Bocoran Pola Gacor Mahjong Ways Malam Ini|Prediksi Togel HK Malam Ini Jitu dan Akurat"
    "|Slot Deposit Pulsa Tanpa Potongan Gampang Maxwin|Agen Judi Bola Terpercaya {brand}"
    "|Scatter Hitam Mahjong Ways 2 Turun di {brand}|Bandar Togel Terbesar Hadiah 4D 10 Juta"
    "|Kakek Tukang Becak Raih Maxwin Gates of Olympus|Daftar Slot Server Thailand Anti Rungkad"
    "|Casino Online Terpercaya dengan Bonus New Member|Demo Slot Pragmatic Play Gratis di {brand}"
).split("|")
SPAM_LINES = (
    "Daftar sekarang di situs slot gacor {brand} dan nikmati bonus new member 100 persen.",
    "{brand} melayani deposit pulsa tanpa potongan, e-wallet dan QRIS selama 24 jam penuh, bosku.",
    "Cek RTP live hari ini lalu pilih Gates of Olympus atau Mahjong Ways agar gampang maxwin.",
    "Klik link alternatif {brand} bila situs utama sulit dibuka, akun Anda tetap aman.",
    "Pola gacor malam ini dibagikan admin kami: sepuluh spin manual, lalu tiga puluh spin turbo.",
    "Anda cukup menyiapkan modal receh, sisanya serahkan kepada server Thailand yang anti rungkad.",
    "Selain slot, tersedia pula togel online, live casino, mix parlay dan sabung ayam online.",
    "Member kami sudah membuktikan, withdraw berapa pun langsung WD ke rekening tanpa menunggu.",
)
ENGLISH_TITLES = (
    "How to Choose a Mattress for Side Sleepers|The Best Garden Hoses of the Year, Reviewed"
    "|Why Your Cat Sleeps on the Laundry|A Guide to Painting an Old Kitchen Cabinet"
    "|Ten Quiet Towns to Retire In|What We Learned From a Month Without Coffee"
).split("|")
ENGLISH_LINES = (
    "We have tested a number of them in our own house, and there was a clear winner for the price.",
    "Before you buy, think about where it will be kept and who in the family is going to use it.",
    "The owner of the shop told us that most of the people who come in have not measured the room.",
    "It is not the cheapest of the lot, but it has lasted for more than a year with daily use.",
    "If you are not sure, ask for a trial: many of the makers will take it back within a month.",
)


def name(random: Random) -> str:
    """Return a person's name of two words."""
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def headline(random: Random) -> str:
    """Return a headline of news."""
    place = random.choice(WHERE).split(" ", 1)[1]
    does = random.choice(DOES).title().replace(" Di ", " di ")
    tail = random.choice(
        ("", f" {random.choice(WHEN).title()}", f", {random.randint(12, 480)} Ikut")
    )
    return f"{random.choice(WHO)} {place} {does}{tail}"


def paragraphs(random: Random) -> list[str]:
    """Return four to seven paragraphs of one story, each of two sentences or more."""
    return [paragraph(random) for _ in range(random.randint(4, 7))]


def paragraph(random: Random) -> str:
    """Return a paragraph: what happens, why, how many, and who says so."""
    pick = random.choice
    number = random.randint(14, 960)
    sentences = [
        f"{pick(WHO)} di {pick(WHERE)} {pick(DOES)} {pick(WHEN)}, {pick(WHY)}.",
        (
            f"Sedikitnya {number} orang terlibat, {pick(HOW)}, dan pekerjaan itu akan selesai "
            f"dalam {random.randint(2, 30)} hari."
        ),
        f'"{pick(SAYS)}, {pick(WHY)}," kata {name(random)}, {pick(OFFICE)} di {pick(WHERE)}.',
        f"Menurut {pick(OFFICE)} setempat, biaya Rp {number} juta ditanggung bersama {pick(HOW)}.",
        f"Sementara itu {pick(WHO).lower()} dari {pick(WHERE)} juga {pick(DOES)} {pick(WHEN)}.",
    ]
    random.shuffle(sentences)
    return " ".join(sentences[: random.randint(2, 3)])


def gambling(random: Random) -> tuple[str, list[str]]:
    """Return headline and text of a post that sells gambling."""
    brand = random.choice(BRANDS).upper()
    lines = random.sample(SPAM_LINES, random.randint(4, 7))
    texts = [line.format(brand=brand) for line in lines]
    return random.choice(SPAM_TITLES).format(brand=brand), [
        f"{random.choice(WHERE)} - {texts[0]}",
        *texts[1:],
    ]


def english(random: Random) -> tuple[str, list[str]]:
    """Return headline and text of a post of a site that has nothing to do with the paper."""
    return random.choice(ENGLISH_TITLES), random.sample(ENGLISH_LINES, 4)


def slug(headline: str) -> str:
    """Return a headline as addresses have it."""
    return "-".join(re.findall(r"[a-z0-9]+", headline.lower()))[:80].strip("-")

"""Invents Indonesian news: a story with people, places and figures, sentence by sentence.

The words are made from roots with affixes, several thousand of them; the sentences from patterns as
reporters use them, so that unrelated stories share phrases as real ones do.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

ROOTS = """
atur bagi bangun bantu bayar bela beri bina buat bubar bukti buka cabut cari catat cegah cipta
dakwa damai dana daftar dukung dorong duga edar elak evakuasi gabung gagal ganti gelar gempur
gerak gugat gugur guna halang hambat hapus harap hasil hebat henti hibah hilang himpun hitung
hukum imbau ingat inisiatif isi jaga jalan jamin janji jarah jual juang kaji kawal kelola kembang
kendala kendali kirim klaim kontrol kumpul kunjung kuras langgar lacak ladang langsung lapor
larang latih layan lelang lepas lindung lintas lolos luncur maaf main makam mandiri manfaat
mediasi meriah minat mohon muat mulai mutasi naik nilai nobat nyata olah operasi pakai panen
pantau pasok pasang patroli pecah pelihara penuh periksa perkara perlu pilih pimpin pindah proses
puji pulih pulang pungut rambah rampas rancang rapat rawat razia rekam rekrut relokasi rencana
resmi ringkus rintis ritual rumus rusak salur sambut sampai sapa sebar sedia selamat selenggara
selesai selidik sengketa serah serang sewa siaga siap sidang sinergi sita soal sosialisasi subsidi
sulap sumbang susun syukur tahan tambang tampung tanam tangani tanggap tangkap target tari tata
tawar tegas tekan telusur temu tenggelam terima tertib terjun tetap tindak tingkat tinjau tolak
tolong tuding tuntut tutup uji ukir undang ungsi upaya urus usaha usul usut waspada wajib wisuda
yakin zonasi
"""
NOUNS = """
warga petani nelayan pedagang buruh guru siswa mahasiswa pengusaha pengemudi korban saksi tersangka
terdakwa petugas relawan tokoh pemuda perempuan anak lansia keluarga rombongan penumpang pemilik
penghuni jemaah wisatawan pelaku panitia peserta atlet pelatih seniman penari dokter perawat bidan
jalan jembatan pasar sekolah puskesmas terminal pelabuhan bandara sungai bendungan sawah kebun hutan
lahan rumah gudang pabrik kapal perahu truk bus mobil motor kantor gedung balai lapangan stadion
masjid pura gereja museum pantai danau bukit tebing irigasi drainase listrik air pupuk beras gabah
jagung kopi kakao sawit karet cengkih ikan udang sapi kambing ayam babi limbah sampah longsor banjir
kebakaran kecelakaan pencurian penipuan korupsi anggaran pajak retribusi izin sertifikat dokumen
laporan aduan putusan gugatan aturan rancangan program bantuan pinjaman modal koperasi harga upah
produksi ekspor impor investasi pariwisata pendidikan kesehatan keamanan ketertiban kebersihan
budaya adat upacara festival pameran lomba turnamen musim cuaca kemarau hujan angin gelombang
""".split()
ADJECTIVES = """
baru lama besar kecil tinggi rendah cepat lambat berat ringan aman rawan ramai sepi bersih kotor
kuat lemah sehat layak terbuka tertutup mendesak strategis tradisional modern gratis mahal murah
resmi serius merata bertahap berkala terpadu mandiri lancar macet parah utama khusus umum lokal
""".split()
ADVERBS = """
segera kemudian sebelumnya selanjutnya akhirnya sementara langsung kembali bersama rutin terus
perlahan sepenuhnya umumnya biasanya sempat justru bahkan sekaligus khususnya setidaknya
""".split()
GIVEN = """
Agus Ahmad Andi Anita Arif Bambang Budi Cahya Citra Dedi Desak Dewa Dewi Dian Eka Endang Fajar
Farida Ferry Fitri Gede Gusti Hadi Hasan Hendra Herman Ida Iin Ilham Indah Irfan Iwan Joko Joni
Kadek Ketut Komang Kurnia Lalu Lestari Lina Luh Lukas Made Maria Marten Maya Mulyadi Nanang Ni
Novi Nur Nyoman Oka Oktavia Paulus Prasetyo Putri Putu Rahmat Ratna Rendra Reza Rina Rizal Roni
Rudi Sari Siti Slamet Sofyan Sri Sukma Surya Susi Tati Teguh Titin Tono Tri Umar Wahyu Wayan Wulan
Yanti Yohanes Yudi Zainal
""".split()
FAMILY_STARTS = """
Adi Ari Bagas Brah Cakra Dar Din Djo Gun Hari Hut Jaya Karna Kus Laks Mang Mar Nata Nugra Pra Pur
Rah Sas Sim Sudar Suk Sur Sutar Tam Wid Wija Wira Yas
""".split()
FAMILY_ENDS = """
awan diana giri jaya kusuma lesmana mawan nata oyo pradana putra rini santo setia sono tama tara
wati wibowo yani yasa yono hidayat irawan siregar
""".split()
PLACE_STARTS = """
Ban Bantu Bela Bere Ciba Ciga Gia Gora Kali Kara Kedi Kena Kuta Lamo Lawe Mana Meka Nusa Pada Paga
Pala Pari Peka Rante Sama Sari Seka Sida Suka Tana Tegal Tomo Ulu Wado Wai
""".split()
PLACE_ENDS = """
bang dang dara dem ge jaya kan lan li lung mas nang ndu ngan nyar pura ri sari tan wang wu
""".split()
OFFICES = """
Bupati|Wakil Bupati|Wali Kota|Camat|Kapolres|Kapolsek|Dandim|Kajari|Kepala Dinas Kesehatan|
Kepala Dinas Pendidikan|Kepala Dinas Pertanian|Kepala BPBD|Kasat Reskrim|Ketua DPRD|Sekda|
Kepala Dinas Perhubungan|Kepala Satpol PP|Direktur RSUD|Ketua KPU|Ketua Bawaslu|Kepala Bappeda|
Kepala Basarnas|Manajer PLN|Direktur PDAM|Kepala Kejaksaan Negeri|Lurah|Kepala Desa
""".replace("\n", "").split("|")
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
MONTHS = """
Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember
""".split()
UNITS = "orang unit hektare kilometer rumah ton kepala keluarga|paket|kilogram|meter|titik".split(
    "|"
)


def affixed() -> list[str]:
    """Return the verbs, nouns and adjectives that the roots give."""
    made = [w for root in ROOTS.split() for w in forms(root)]
    return sorted({*made, *NOUNS, *ADJECTIVES})


def forms(root: str) -> list[str]:
    """Return a root with its affixes, by the rules of me- and pe-."""
    first, rest = root[0], root[1:]
    changed = {"k": "ng", "p": "m", "s": "ny", "t": "n"}
    if first in changed:
        stem = changed[first] + rest
    else:
        stem = {"b": "m", "f": "m"}.get(first, "ng" if first in "aeioughj" else "") + root
        stem = "n" + root if first in "cdjz" else stem
    return [
        *(f"me{stem}{end}" for end in ("", "kan", "i")),
        *(f"di{root}{end}" for end in ("", "kan", "i")),
        *(f"pe{stem}{end}" for end in ("", "an")),
        *(f"ber{root}{end}" for end in ("", "an")),
        *(f"ter{root}{end}" for end in ("", "kan")),
        f"ke{root}an",
        f"se{root}",
        f"{root}an",
    ]


WORDS = affixed()
VERBS = [w for w in WORDS if w.startswith(("me", "di", "ber", "ter"))]
THINGS = [w for w in WORDS if w.startswith(("pe", "ke")) or w in NOUNS]


@dataclass(slots=True)
class Story:
    """What a story is about."""

    dice: random.Random
    day: date
    people: list[str]
    offices: list[str]
    places: list[str]
    words: list[str]
    things: list[str]
    verbs: list[str]
    group: str


def name(dice: random.Random) -> str:
    """Return a person's name of two or three words."""
    family = dice.choice(FAMILY_STARTS) + dice.choice(FAMILY_ENDS)
    return " ".join([*dice.sample(GIVEN, dice.choice((1, 1, 2))), family])


def place(dice: random.Random) -> str:
    """Return a place's name."""
    return dice.choice(PLACE_STARTS) + dice.choice(PLACE_ENDS)


def number(dice: random.Random) -> str:
    """Return a figure as newspapers print them, small ones mostly."""
    size = dice.random()
    if size < 0.5:
        return str(dice.randint(2, 99))
    if size < 0.7:
        return str(dice.randint(100, 999))
    if size < 0.85:
        return f"{dice.randint(1, 99)}.{dice.randint(0, 999):03}"
    return f"{dice.randint(1, 99)},{dice.randint(1, 9)}"


def in_print(day: date, dice: random.Random) -> str:
    """Return a day as one of the forms in print."""
    week, month = DAYS[day.weekday()], MONTHS[day.month - 1]
    forms_ = (
        f"{week} ({day.day}/{day.month}/{day.year})",
        f"{week} ({day.day}/{day.month})",
        f"{week}, {day.day} {month} {day.year}",
    )
    return dice.choice(forms_)


def new_story(dice: random.Random, day: date) -> Story:
    """Return a story with its own people, places and words."""
    people = [name(dice) for _ in range(dice.randint(2, 4))]
    area = place(dice)
    return Story(
        dice,
        day,
        people,
        dice.sample(OFFICES, len(people)),
        [area, place(dice), place(dice)],
        dice.choices(WORDS, k=90),
        dice.choices(THINGS, k=40),
        dice.choices(VERBS, k=40),
        f"{dice.choice(('Dinas', 'Polres', 'Pemkab', 'DPRD', 'Komunitas', 'Yayasan'))} {area}",
    )


def phrase(s: Story) -> str:
    """Return a noun phrase."""
    pick = s.dice.choice
    kind = s.dice.random()
    if kind < 0.4:
        return f"{pick(s.things)} {pick(s.words)}"
    if kind < 0.7:
        return f"{pick(s.things)} yang {pick(s.verbs)} {pick(s.words)}"
    if kind < 0.85:
        return f"{pick(NOUNS)} {pick(ADJECTIVES)}"
    return f"{number(s.dice)} {pick(UNITS)} {pick(s.things)}"


def clause(s: Story) -> str:
    """Return a clause with subject and verb."""
    pick = s.dice.choice
    verb = pick(s.verbs)
    adverb = f"{pick(ADVERBS)} " if s.dice.random() < 0.25 else ""
    tail = f" di {pick(s.places)}" if s.dice.random() < 0.25 else ""
    return f"{phrase(s)} {adverb}{verb} {phrase(s)}{tail}"


def who(s: Story) -> str:
    """Return a person: with office at times, else the last name."""
    which = s.dice.randrange(len(s.people))
    if s.dice.random() < 0.5:
        return f"{s.offices[which]} {s.places[0]} {s.people[which]}"
    return s.people[which].split()[-1]


def capital(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[0].upper() + text[1:]


def day_said(s: Story) -> str:
    """Return when somebody said something."""
    return in_print(s.day - timedelta(days=s.dice.choice((0, 0, 0, 1, 2))), s.dice)


PATTERNS: list[Callable[[Story], str]] = [
    lambda s: f"{capital(clause(s))}.",
    lambda s: f"{capital(clause(s))}, sedangkan {clause(s)}.",
    lambda s: f"{capital(clause(s))} karena {clause(s)}.",
    lambda s: f'"{capital(clause(s))}," kata {who(s)}.',
    lambda s: f'"{capital(clause(s))}, sehingga {clause(s)}," ujar {who(s)}, {day_said(s)}.',
    lambda s: f"{capital(who(s))} mengatakan, {clause(s)}.",
    lambda s: f"{capital(who(s))} menambahkan bahwa {clause(s)} pada {day_said(s)}.",
    lambda s: f"Menurut {who(s)}, {clause(s)}.",
    lambda s: f"Sebanyak {number(s.dice)} {s.dice.choice(UNITS)} {clause(s)}.",
    lambda s: f"Saat dikonfirmasi wartawan, {who(s)} membenarkan {phrase(s)}.",
    lambda s: f"Pihaknya juga {s.dice.choice(s.verbs)} {phrase(s)} bersama {s.group}.",
    lambda s: f"Hingga berita ini diturunkan, {clause(s)}.",
    lambda s: f"Nilainya mencapai Rp {number(s.dice)} juta untuk {phrase(s)}.",
    lambda s: f"{s.group} {s.dice.choice(s.verbs)} {phrase(s)} agar {clause(s)}.",
    lambda s: f"Selain itu, {clause(s)} sejak {s.dice.randint(2001, 2026)}.",
    lambda s: (
        f"Diketahui, {phrase(s)} di Jalan {s.people[-1].split()[0]}, {s.places[1]}, {clause(s)}."
    ),
]


def sentence(s: Story) -> str:
    """Return a sentence of the story."""
    return s.dice.choice(PATTERNS)(s)


def article(s: Story, sentences: int) -> list[list[str]]:
    """Return a story's paragraphs, each a list of sentences."""
    paragraphs: list[list[str]] = []
    while sentences > 0:
        size = min(sentences, s.dice.choice((1, 1, 2, 2, 3)))
        paragraphs.append([sentence(s) for _ in range(size)])
        sentences -= size
    paragraphs[0][0] = f"{capital(clause(s))} di {s.places[0]}, {day_said(s)}."
    return paragraphs

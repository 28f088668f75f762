"""Invents template news: the same words each day, other figures, names, places and days.

A desk is a paper's way to print one kind: its template, its place and office, its spokesman. These
stay the same from day to day.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bench.newsroom import DAYS, GIVEN, MONTHS, in_print, name, place


@dataclass(slots=True)
class Desk:
    """What stays the same in a series."""

    kind: str
    variant: int
    place: str
    speaker: str
    #: How this desk writes a day.
    form: int


Template = Callable[[random.Random, Desk, str], list[str]]


def desk(dice: random.Random, kind: str) -> Desk:
    """Return a desk for a kind of news."""
    variant = dice.randrange(len(KINDS[kind]))
    return Desk(kind, variant, place(dice), name(dice), dice.randrange(3))


def article(dice: random.Random, at: Desk, day: date) -> list[str]:
    """Return the sentences of one day's article."""
    week, month = DAYS[day.weekday()], MONTHS[day.month - 1]
    written = (
        f"{week} ({day.day}/{day.month}/{day.year})",
        f"{week}, {day.day} {month} {day.year}",
        in_print(day, dice),
    )[at.form]
    return KINDS[at.kind][at.variant](dice, at, written)


def price(rupiah: int) -> str:
    """Return a sum as it is printed."""
    return f"{rupiah:,}".replace(",", ".")


def rupiah(dice: random.Random, low: int, high: int, step: int) -> str:
    """Return a price."""
    return price(dice.randrange(low, high, step))


def clock(dice: random.Random, hour: int, low: int = 0, high: int = 59) -> str:
    """Return a time of day."""
    return f"{hour:02}.{dice.randint(low, high):02}"


def gold(dice: random.Random, at: Desk, day: str) -> list[str]:
    base = dice.randrange(1_850_000, 2_150_000, 1000)
    change = rupiah(dice, 1000, 30000, 1000)
    return [
        f"Harga emas batangan PT Aneka Tambang Tbk (Antam) pada {day} {dice.choice(('naik', 'turun'))} Rp {change} menjadi Rp {price(base)} per gram.",
        f"Sementara itu, harga beli kembali atau buyback emas Antam berada di level Rp {price(base - 149000)} per gram.",
        "Transaksi harga jual dikenakan potongan pajak sesuai dengan PMK Nomor 34/PMK.10/2017.",
        "Penjualan kembali emas batangan ke PT Antam Tbk dengan nominal lebih dari Rp 10 juta dikenakan PPh 22 sebesar 1,5 persen untuk pemegang NPWP dan 3 persen untuk non NPWP.",
        "Berikut harga pecahan emas batangan yang tercatat di laman Logam Mulia Antam:",
        *(
            f"Harga emas {g} gram: Rp {price(int(base * g) + 35000)}."
            for g in (1, 2, 3, 5, 10, 25, 50, 100)
        ),
        "Potongan pajak harga beli emas sesuai dengan PMK Nomor 34/PMK.10/2017 adalah 0,45 persen untuk pemegang NPWP dan 0,9 persen untuk non NPWP.",
    ]


def gold_pawn(dice: random.Random, at: Desk, day: str) -> list[str]:
    lines = [
        f"Harga emas di Pegadaian {at.place} hari ini, {day}, terpantau {dice.choice(('naik', 'turun', 'bergerak'))} untuk cetakan UBS dan Galeri 24.",
        f"Emas UBS dijual Rp {rupiah(dice, 1_800_000, 2_100_000, 1000)} per gram, sedangkan Galeri 24 dibanderol Rp {rupiah(dice, 1_800_000, 2_100_000, 1000)} per gram.",
        "Pegadaian menjual emas dengan ukuran mulai dari setengah gram sampai satu kilogram.",
    ]
    for brand in ("UBS", "Galeri 24"):
        for grams in (1, 2, 5, 10):
            lines.append(
                f"Emas {brand} ukuran {grams} gram dijual seharga Rp {rupiah(dice, 1_800_000, 20_000_000, 1000)}."
            )
    lines.append(
        "Masyarakat yang ingin membeli emas bisa datang langsung ke kantor cabang terdekat dengan membawa kartu identitas."
    )
    return lines


GOODS = "cabai rawit merah|cabai merah keriting|bawang merah|bawang putih|beras medium|beras premium|gula pasir|minyak goreng curah|telur ayam ras|daging ayam ras|daging sapi|tepung terigu".split(
    "|"
)


def market(dice: random.Random, at: Desk, day: str) -> list[str]:
    up, down = dice.sample(GOODS, 2)
    lines = [
        f"Harga sejumlah bahan pokok di Pasar {at.place} pada {day} masih bergerak naik turun dibanding hari sebelumnya.",
        f"Kepala Dinas Perdagangan {at.place} {at.speaker} mengatakan kenaikan tertinggi terjadi pada {up}, sedangkan {down} turun tipis.",
    ]
    lines += [f"Harga {good} Rp {rupiah(dice, 12000, 90000, 500)} per kilogram." for good in GOODS]
    lines.append(
        "Pihaknya terus memantau stok dan harga bersama Satgas Pangan agar tidak ada penimbunan menjelang akhir bulan."
    )
    lines.append(
        "Warga diminta tidak panik dan berbelanja sesuai kebutuhan karena pasokan dari petani lancar."
    )
    return lines


SKIES = "cerah|cerah berawan|berawan|hujan ringan|hujan sedang|udara kabur".split("|")


def weather(dice: random.Random, at: Desk, day: str) -> list[str]:
    sky = [dice.choice(SKIES) for _ in range(3)]
    low = dice.randint(20, 26)
    return [
        f"Badan Meteorologi, Klimatologi, dan Geofisika (BMKG) merilis prakiraan cuaca di {at.place} pada {day}.",
        f"Pada pagi hari cuaca diprakirakan {sky[0]}, siang hari {sky[1]}, dan malam hari {sky[2]}.",
        f"Suhu udara berkisar antara {low} hingga {low + dice.randint(5, 10)} derajat Celsius dengan kelembapan {dice.randint(50, 70)} sampai {dice.randint(80, 99)} persen.",
        f"Angin bertiup dari arah {dice.choice(('timur', 'barat', 'selatan', 'tenggara'))} dengan kecepatan {dice.randint(5, 40)} kilometer per jam.",
        f"Prakirawan BMKG {at.place} {at.speaker} mengimbau masyarakat tetap waspada terhadap perubahan cuaca yang terjadi secara tiba-tiba.",
        "Masyarakat yang beraktivitas di luar ruangan disarankan membawa payung atau jas hujan serta menjaga kesehatan tubuh.",
        "Informasi cuaca terbaru dapat dipantau melalui aplikasi Info BMKG maupun laman resmi yang diperbarui secara berkala.",
    ]


def warning(dice: random.Random, at: Desk, day: str) -> list[str]:
    towns = [place(dice) for _ in range(dice.randint(5, 9))]
    start = dice.randint(1, 20)
    return [
        f"BMKG mengeluarkan peringatan dini cuaca untuk wilayah {at.place} pada {day} pukul {clock(dice, start)} WIB.",
        f"Hujan sedang hingga lebat yang dapat disertai kilat dan angin kencang berpotensi terjadi di {', '.join(towns[:-1])} dan {towns[-1]}.",
        f"Kondisi ini diprakirakan masih berlangsung sampai pukul {clock(dice, start + 2)} WIB.",
        f"Hujan juga dapat meluas ke wilayah {place(dice)}, {place(dice)} dan sekitarnya.",
        "Masyarakat diminta mewaspadai potensi genangan, banjir, tanah longsor, pohon tumbang, dan jalan licin.",
        "Pengendara diharapkan mengurangi kecepatan dan tidak berteduh di bawah pohon atau papan reklame saat hujan turun.",
    ]


def quake(dice: random.Random, at: Desk, day: str) -> list[str]:
    town, size = place(dice), f"{dice.randint(2, 6)},{dice.randint(0, 9)}"
    return [
        f"Gempa bumi dengan magnitudo {size} mengguncang wilayah {town} pada {day} pukul {clock(dice, dice.randint(0, 23))} WIB.",
        f"Berdasarkan informasi BMKG, pusat gempa berada di koordinat {dice.randint(0, 10)},{dice.randint(10, 99)} lintang selatan dan {dice.randint(95, 140)},{dice.randint(10, 99)} bujur timur.",
        f"Episenter gempa berlokasi di {dice.choice(('darat', 'laut'))} pada jarak {dice.randint(3, 180)} kilometer {dice.choice(('barat daya', 'timur laut', 'tenggara'))} {town} dengan kedalaman {dice.randint(5, 200)} kilometer.",
        "Gempa bumi tersebut tidak berpotensi tsunami.",
        f"Guncangan dirasakan di {place(dice)} dan {place(dice)} dengan skala intensitas II-III MMI.",
        "Hingga saat ini belum ada laporan mengenai dampak kerusakan yang ditimbulkan akibat gempa bumi tersebut.",
        "Masyarakat diimbau agar tetap tenang dan tidak terpengaruh oleh isu yang tidak dapat dipertanggungjawabkan kebenarannya.",
        "Informasi ini mengutamakan kecepatan, sehingga hasil pengolahan data belum stabil dan bisa berubah seiring kelengkapan data.",
    ]


def prayer(dice: random.Random, at: Desk, day: str) -> list[str]:
    return [
        f"Berikut jadwal salat untuk wilayah {at.place} dan sekitarnya pada {day} yang dirilis Kementerian Agama.",
        f"Imsak pukul {clock(dice, 4, 10, 25)} WIB dan Subuh pukul {clock(dice, 4, 26, 40)} WIB.",
        f"Terbit pukul {clock(dice, 5, 40, 59)} WIB dan Duha pukul {clock(dice, 6, 5, 25)} WIB.",
        f"Zuhur pukul {clock(dice, 11, 40, 59)} WIB dan Asar pukul {clock(dice, 15, 0, 20)} WIB.",
        f"Magrib pukul {clock(dice, 17, 45, 59)} WIB dan Isya pukul {clock(dice, 19, 0, 15)} WIB.",
        "Salat merupakan kewajiban bagi setiap muslim yang sudah balig dan berakal, dan sebaiknya dikerjakan di awal waktu.",
        f"Jadwal untuk kecamatan lain di {at.place} dapat berbeda satu sampai dua menit dari jadwal di atas.",
        "Umat Islam dianjurkan memperbanyak doa di antara azan dan ikamah karena waktu tersebut mustajab.",
    ]


def rates(dice: random.Random, at: Desk, day: str) -> list[str]:
    lines = [
        f"Nilai tukar rupiah terhadap dolar Amerika Serikat pada perdagangan {day} ditutup {dice.choice(('melemah', 'menguat'))} {dice.randint(2, 95)} poin ke level Rp {rupiah(dice, 15800, 16900, 1)} per dolar.",
        f"Analis pasar uang {at.speaker} mengatakan pergerakan rupiah dipengaruhi sentimen suku bunga bank sentral Amerika Serikat dan harga minyak dunia.",
        "Berikut kurs jual dan beli di sejumlah bank besar yang dikutip dari laman masing-masing bank.",
    ]
    lines += [
        f"Kurs {bank} jual Rp {rupiah(dice, 15900, 16950, 1)} dan beli Rp {rupiah(dice, 15700, 16700, 1)} per dolar."
        for bank in ("BCA", "BRI", "BNI", "Mandiri")
    ]
    lines.append(
        "Kurs dapat berubah sewaktu-waktu mengikuti kondisi pasar sehingga nasabah perlu memeriksa kembali sebelum bertransaksi."
    )
    return lines


def match(dice: random.Random, at: Desk, day: str) -> list[str]:
    home, away = (
        f"{dice.choice(('Persi', 'PS', 'Bhayangkara', 'Borneo', 'Arema'))} {place(dice)}"
        for _ in range(2)
    )
    return [
        f"{home} akan menjamu {away} pada pekan ke-{dice.randint(2, 34)} Liga 1 di Stadion {place(dice)}, {day} pukul {clock(dice, dice.randint(15, 20))} WIB.",
        "Kedua tim sama-sama membutuhkan kemenangan untuk memperbaiki posisi di klasemen sementara.",
        f"{home} saat ini berada di peringkat {dice.randint(1, 18)} dengan {dice.randint(5, 60)} poin, sedangkan {away} di posisi {dice.randint(1, 18)} dengan {dice.randint(5, 60)} poin.",
        f"Pelatih {home}, {name(dice)}, meminta anak asuhnya tampil disiplin sejak menit pertama dan memanfaatkan dukungan suporter.",
        f"Dalam lima pertemuan terakhir, {home} menang {dice.randint(0, 5)} kali dan {away} menang {dice.randint(0, 5)} kali.",
        f"Prediksi susunan pemain {home}: {', '.join(name(dice).split()[-1] for _ in range(7))}.",
        f"Prediksi susunan pemain {away}: {', '.join(name(dice).split()[-1] for _ in range(7))}.",
        "Pertandingan ini disiarkan langsung di Indosiar dan dapat disaksikan melalui layanan live streaming Vidio.",
    ]


def court(dice: random.Random, at: Desk, day: str) -> list[str]:
    lines = [
        f"Pengadilan Negeri {at.place} menjadwalkan sejumlah sidang perkara pidana pada {day}.",
        f"Juru bicara PN {at.place} {at.speaker} mengatakan sidang digelar mulai pukul 09.00 WIB dan terbuka untuk umum.",
    ]
    lines += [
        f"Perkara nomor {dice.randint(10, 990)}/Pid.B/2026/PN dengan terdakwa {name(dice)} digelar di ruang {dice.choice(('Cakra', 'Garuda', 'Tirta', 'Kartika'))} dengan agenda {dice.choice(('pembacaan dakwaan', 'pemeriksaan saksi', 'pembacaan tuntutan', 'pembacaan putusan'))}."
        for _ in range(dice.randint(3, 7))
    ]
    lines.append(
        "Pengunjung sidang diwajibkan menunjukkan kartu identitas dan dilarang mengambil gambar tanpa izin majelis hakim."
    )
    lines.append(
        "Jadwal dapat berubah sewaktu-waktu sesuai dengan ketetapan majelis hakim yang memeriksa perkara."
    )
    return lines


def obituary(dice: random.Random, at: Desk, day: str) -> list[str]:
    who, town = name(dice), place(dice)
    return [
        f"Kabar duka datang dari {town}. {dice.choice(('Mantan Bupati', 'Tokoh masyarakat', 'Budayawan', 'Ulama'))} {who} meninggal dunia pada {day} pukul {clock(dice, dice.randint(0, 23))} WIB.",
        f"{who} mengembuskan napas terakhir di RSUD {place(dice)} pada usia {dice.randint(48, 93)} tahun setelah dirawat selama {dice.randint(2, 40)} hari.",
        f"Jenazah disemayamkan di rumah duka Jalan {dice.choice(GIVEN)} Nomor {dice.randint(1, 200)}, {town}, sebelum dimakamkan di pemakaman keluarga.",
        f"Almarhum meninggalkan seorang istri, {dice.randint(2, 7)} anak, dan {dice.randint(1, 15)} cucu.",
        "Semasa hidup, almarhum dikenal sebagai sosok yang ramah, sederhana, dan dekat dengan masyarakat.",
        f"Keluarga yang diwakili {name(dice)} memohon maaf atas segala kesalahan almarhum dan meminta doa dari para kerabat.",
        "Ucapan belasungkawa terus berdatangan dari pejabat daerah, rekan kerja, dan warga sekitar sejak kabar itu tersiar.",
    ]


def licence(dice: random.Random, at: Desk, day: str) -> list[str]:
    spots = [
        f"halaman {dice.choice(('Pasar', 'Mal', 'Kantor Camat', 'Lapangan'))} {place(dice)}"
        for _ in range(3)
    ]
    return [
        f"Satlantas Polres {at.place} kembali membuka layanan SIM keliling pada {day}.",
        f"Layanan pertama berada di {spots[0]}, layanan kedua di {spots[1]}, dan layanan ketiga di {spots[2]}.",
        "Layanan dibuka mulai pukul 08.00 sampai 12.00 WIB dan hanya melayani perpanjangan SIM A dan SIM C yang masih berlaku.",
        "Pemohon wajib membawa KTP asli, SIM lama, surat keterangan sehat, dan hasil tes psikologi.",
        "Biaya perpanjangan SIM A sebesar Rp 80.000 dan SIM C sebesar Rp 75.000 di luar biaya tes kesehatan.",
        f"Kasat Lantas Polres {at.place} {at.speaker} mengimbau pemohon datang lebih awal karena kuota dibatasi {dice.choice((50, 75, 100))} orang per hari.",
    ]


def auction(dice: random.Random, at: Desk, day: str) -> list[str]:
    price = rupiah(dice, 90_000_000, 2_000_000_000, 500_000)
    return [
        f"KPKNL {at.place} melelang satu bidang tanah seluas {dice.randint(80, 900)} meter persegi berikut bangunan di {place(dice)} pada {day}.",
        f"Aset milik debitur {name(dice)} itu dilelang dengan harga limit Rp {price} dan uang jaminan Rp {rupiah(dice, 20_000_000, 400_000_000, 500_000)}.",
        f"Sertifikat hak milik nomor {dice.randint(100, 9999)} tercatat atas nama {name(dice)}.",
        "Penawaran dilakukan secara terbuka melalui laman lelang milik Kementerian Keuangan tanpa kehadiran peserta.",
        "Peserta lelang wajib memiliki akun yang terverifikasi dan menyetor uang jaminan paling lambat satu hari sebelum pelaksanaan.",
        "Pemenang lelang harus melunasi harga pembelian dan bea lelang paling lambat lima hari kerja setelah lelang.",
    ]


def flood(dice: random.Random, at: Desk, day: str) -> list[str]:
    gates = [place(dice) for _ in range(5)]
    lines = [
        f"BPBD {at.place} melaporkan tinggi muka air di sejumlah pintu air pada {day} pukul {clock(dice, dice.randint(0, 23))} WIB.",
    ]
    lines += [
        f"Pintu Air {gate} setinggi {dice.randint(40, 900)} sentimeter dengan status siaga {dice.randint(1, 4)}."
        for gate in gates
    ]
    lines += [
        f"Kepala Pelaksana BPBD {at.place} {at.speaker} meminta warga di bantaran sungai tetap waspada terhadap kenaikan air.",
        "Petugas gabungan disiagakan bersama perahu karet dan perlengkapan evakuasi di titik rawan banjir.",
        "Warga dapat menghubungi nomor darurat 112 yang melayani laporan selama dua puluh empat jam.",
    ]
    return lines


def volcano(dice: random.Random, at: Desk, day: str) -> list[str]:
    return [
        f"Gunung {at.place} kembali erupsi pada {day} pukul {clock(dice, dice.randint(0, 23))} WITA.",
        f"Tinggi kolom abu teramati sekitar {dice.randint(3, 40)}00 meter di atas puncak atau {dice.randint(1800, 5200)} meter di atas permukaan laut.",
        f"Kolom abu berwarna {dice.choice(('kelabu', 'putih', 'hitam'))} dengan intensitas {dice.choice(('tipis', 'sedang', 'tebal'))} condong ke arah {dice.choice(('utara', 'barat', 'tenggara'))}.",
        f"Erupsi terekam di seismogram dengan amplitudo maksimum {dice.randint(5, 50)} milimeter dan durasi {dice.randint(20, 300)} detik.",
        f"Petugas Pos Pengamatan {at.speaker} mengatakan status gunung masih berada pada Level III atau Siaga.",
        "Masyarakat dan wisatawan dilarang beraktivitas di dalam radius empat kilometer dari pusat erupsi.",
        "Warga diminta menyiapkan masker untuk mengantisipasi gangguan kesehatan akibat paparan abu vulkanik.",
    ]


def ferry(dice: random.Random, at: Desk, day: str) -> list[str]:
    lines = [f"Berikut jadwal kapal Pelni dari Pelabuhan {at.place} yang berangkat mulai {day}."]
    lines += [
        f"KM {place(dice)} berangkat menuju {place(dice)} pukul {clock(dice, dice.randint(0, 23))} WITA dengan harga tiket kelas ekonomi Rp {rupiah(dice, 90_000, 700_000, 500)}."
        for _ in range(dice.randint(3, 6))
    ]
    lines += [
        f"Kepala Cabang Pelni {at.place} {at.speaker} meminta calon penumpang tiba di pelabuhan dua jam sebelum keberangkatan.",
        "Tiket hanya dijual melalui aplikasi, laman resmi, dan loket cabang dengan menunjukkan kartu identitas asli.",
        "Jadwal dapat berubah mengikuti kondisi cuaca dan gelombang di perairan yang dilalui.",
    ]
    return lines


KINDS: dict[str, list[Template]] = {
    "gold": [gold, gold_pawn],
    "market": [market],
    "weather": [weather],
    "warning": [warning],
    "quake": [quake],
    "prayer": [prayer],
    "rates": [rates],
    "match": [match],
    "court": [court],
    "obituary": [obituary],
    "licence": [licence],
    "auction": [auction],
    "flood": [flood],
    "volcano": [volcano],
    "ferry": [ferry],
}

"""Files made to do harm, built here, each with what becomes of it. Nothing of them is kept in the code.

``REFUSED``: name, how it is built, words of the refusal. ``TAKEN``: name, how it is built, what
becomes of it without antivirus. ``NAMES``: a hostile name, and what is shown of it.
"""

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin

from .conftest import picture

CANARY = b"CANARY-51.7621"
HUGE, NOT_TAKEN, DAMAGED = "too many pixels", "not a kind of file", "damaged"
COPY, HIDDEN, DOWNLOAD = "safe copy", "not shown", "download only"


def chunk(name, body):
    sum_ = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + sum_


def png_of(width, height, *more):
    """A small file that claims a huge picture of one colour."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\0" * ((min(width, 40_000) + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(min(height, 3000))) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *more, chunk(b"IDAT", body), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg_claiming(width, height):
    """A JPEG whose head says another size than it has."""
    body = bytearray(picture())
    at = body.index(b"\xff\xc0") + 5
    body[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(body)


def webp_claiming(width, height):
    wide, high = (struct.pack("<I", side - 1)[:3] for side in (width, height))
    return riff(b"WEBP", b"VP8X", b"\x10\0\0\0" + wide + high)


def riff(kind, name, body):
    part = name + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(part) + 4) + kind + part


def gif_claiming(width, height):
    return b"GIF89a" + struct.pack("<HH", width, height) + picture("GIF")[10:]


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, body in files.items():
            bundle.writestr(name.replace("__", "/"), body)
    return out.getvalue()


def zip_bomb(megabytes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle, bundle.open("a", "w") as inside:
        for _ in range(megabytes):
            inside.write(bytes(1024 * 1024))
    return out.getvalue()


def locked_zip():
    body = bytearray(zipped(a=b"secret"))
    body[6] |= 1  # "encrypted", in the head of the file and in the directory
    body[body.index(b"PK\1\2") + 8] |= 1
    return bytes(body)


def gif_of(frames):
    first = picture("GIF", size=(4, 4))
    frame = first[first.index(b"\x2c", 13 + 3 * 2) : -1]
    return first[:-1] + frame * (frames - 1) + b";"


def gif_with_words():
    words = b"!\xfe" + bytes([len(CANARY)]) + CANARY + b"\0"
    body = picture("GIF")
    return body[:-1] + words + b";"


def mp4(brand=b"isom", body=b""):
    return struct.pack(">I", 24) + b"ftyp" + brand + b"\0\0\0\0" + brand + b"mp42" + body


def photo_with(**options):
    return picture(size=(80, 60), **options)


def exif(tag=0x010E, value="CANARY-51.7621"):
    found = Image.Exif()
    found[tag] = value
    return found


def place():
    found = exif()
    found.get_ifd(0x8825).update({1: "N", 2: (51.0, 45.0, 43.0), 3: "W", 4: (0.0, 14.0, 4.0)})
    return found


def other_thumbnail():
    """A photo whose small picture, which some programs show, is another one."""
    small = picture(size=(16, 16), colour="red", comment=CANARY)
    block = b"Exif\0\0II*\0\x08\0\0\0\0\0" + struct.pack("<I", 14)
    block += struct.pack("<HHHII", 2, 0x0201, 4, 1, 44) + struct.pack(
        "<HHII", 0x0202, 4, 1, len(small)
    )
    return photo_with(exif=block + b"\0\0\0\0" + small)


def png_words():
    found = PngImagePlugin.PngInfo()
    found.add_text("Author", CANARY.decode())
    found.add_text("Comment", CANARY.decode() * 40, zip=True)
    found.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY.decode()}</x>")
    return picture("PNG", pnginfo=found)


def several(kind):
    """A moving picture; the second one is what somebody wants to hide."""
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("teal", "red")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def pdf(*objects):
    body = b"".join(b"%d 0 obj%sendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"%%EOF"


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
MACRO = zipped(word__document_xml=b"x", word__vbaProject_bin=b"x")
JS_PDF = pdf(b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>")

REFUSED = {
    # Pictures that are more than they say
    "900 megapixels in a hundred kilobytes": ("p.png", lambda: png_of(30_000, 30_000), HUGE),
    "51 megapixels": ("p.png", lambda: png_of(10_200, 5_001), HUGE),
    "two billion pixels in one row": ("p.png", lambda: png_of(2**31 - 1, 1), HUGE),
    "a JPEG of 4 billion pixels": ("p.jpg", lambda: jpeg_claiming(65_000, 65_000), HUGE),
    "a GIF of 4 billion pixels": ("p.gif", lambda: gif_claiming(65_535, 65_535), HUGE),
    "a WebP of 268 million pixels": ("p.webp", lambda: webp_claiming(16_383, 16_383), HUGE),
    "a PNG of no width": ("p.png", lambda: png_of(0, 100), DAMAGED),
    "three bytes of a JPEG": ("p.jpg", lambda: b"\xff\xd8\xff", DAMAGED),
    "a PNG with only a head": ("p.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 40, DAMAGED),
    "twelve bytes of a WebP": ("p.webp", lambda: b"RIFF\x20\0\0\0WEBPVP8 ", DAMAGED),
    "a GIF that is script": ("a.gif", lambda: b"GIF89a/*" + b"*/=1;alert(1)//" * 9, DAMAGED),
    "half a WebP": ("a.webp", lambda: picture("WEBP", size=(900, 900))[:200], DAMAGED),
    "a PNG that packs 70 MB of words": (
        "a.png",
        lambda: png_of(9, 9, chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(70_000_000)))),
        DAMAGED,
    ),
    # What a browser would run
    "an SVG with script": ("drawing.svg", lambda: SVG, NOT_TAKEN),
    "an SVG called a photo": ("photo.jpg", lambda: SVG, NOT_TAKEN),
    "an SVG called a text": ("note.txt", lambda: b"\xef\xbb\xbf \n" + SVG, NOT_TAKEN),
    "a packed SVG called a photo": ("photo.jpg", lambda: b"\x1f\x8b\x08\0" + SVG, NOT_TAKEN),
    "HTML called a photo": ("photo.jpg", lambda: HTML, NOT_TAKEN),
    "HTML called a PDF": ("letter.pdf", lambda: HTML, NOT_TAKEN),
    "HTML called a text": ("note.txt", lambda: b"   " + HTML, NOT_TAKEN),
    "HTML behind a comment": ("note.txt", lambda: b"<!-- x -->" + HTML, NOT_TAKEN),
    "script further down in a text": ("note.txt", lambda: b"hello <SCRIPT>x", NOT_TAKEN),
    "XML that reads the server's files": ("note.txt", lambda: XXE, NOT_TAKEN),
    "a saved web page": ("page.mht", lambda: b"MIME-Version: 1.0\n" + HTML, NOT_TAKEN),
    # What a computer would run
    "a program called a photo": ("photo.jpg", lambda: b"MZ" + b"\0" * 200, NOT_TAKEN),
    "a photo with a program's name": ("photo.jpg.exe", picture, NOT_TAKEN),
    "a photo called HTML": ("photo.html", picture, NOT_TAKEN),
    "a photo with two endings": ("photo.jpg.svg", picture, NOT_TAKEN),
    "a photo called PHP": ("photo.jpg.php", picture, NOT_TAKEN),
    "PHP called a photo": ("photo.jpg", lambda: b"<?php system('id'); ?>", NOT_TAKEN),
    "PHP called a text": ("note.txt", lambda: b"<?php system('id'); ?>", NOT_TAKEN),
    "a Linux program without a name": ("photo", lambda: b"\x7fELF" + b"\2" * 99, NOT_TAKEN),
    "a shell script called a text": ("note.txt", lambda: b"#!/bin/sh\nrm -rf /", NOT_TAKEN),
    "a Windows shortcut": ("photo.jpg", lambda: b"L\0\0\0\x01\x14\x02\0" + b"\0" * 70, NOT_TAKEN),
    "an ImageMagick command": ("photo.jpg", lambda: b"push graphic-context\nimage over", NOT_TAKEN),
    "PostScript called a PDF": ("a.pdf", lambda: b"%!PS-Adobe-3.0\n(x) run", NOT_TAKEN),
    "a playlist called a video": ("v.mp4", lambda: b"#EXTM3U\nfile:///etc/passwd\n", NOT_TAKEN),
    "an ffmpeg script called a video": ("v.mp4", lambda: b"ffconcat version 1.0\nfile x", NOT_TAKEN),
    "the antivirus test file": ("eicar.com", lambda: EICAR, NOT_TAKEN),
    # What would have to be unpacked
    "a zip bomb of 200 MB": ("bomb.zip", lambda: zip_bomb(200), NOT_TAKEN),
    "a zip called a photo": ("photo.jpg", lambda: zipped(a=b"x" * 99), NOT_TAKEN),
    "a zip in a zip": ("a.txt", lambda: zipped(a=zipped(b=b"x" * 999)), NOT_TAKEN),
    "a zip that climbs out": ("a.zip", lambda: zipped(**{"../../etc/x": b"x"}), NOT_TAKEN),
    "a zip with a password": ("a.zip", locked_zip, NOT_TAKEN),
    "the antivirus test file in a zip": ("a.zip", lambda: zipped(eicar=EICAR), NOT_TAKEN),
    "the antivirus test file in Word": ("a.docx", lambda: zipped(word__x=EICAR), NOT_TAKEN),
    "a Word file with macros": ("letter.docm", lambda: MACRO, NOT_TAKEN),
    "a Word file called a PDF": ("letter.pdf", lambda: MACRO, NOT_TAKEN),
    "a Word file that reads files": ("a.docx", lambda: zipped(word__document_xml=XXE), NOT_TAKEN),
    "a Word file that calls home": (
        "a.docx", lambda: zipped(word___rels__x=b'TargetMode="External"'), NOT_TAKEN,
    ),
    "an old Word file": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, NOT_TAKEN),
    "rich text with an object": ("note.txt", lambda: b"{\\rtf1\\object\\objdata 01}", NOT_TAKEN),
    "a RAR called a photo": ("photo.jpg", lambda: b"Rar!\x1a\x07\0" + b"\0" * 50, NOT_TAKEN),
    "a spreadsheet of formulas": ("a.csv", lambda: b"=cmd|' /C calc'!A0", NOT_TAKEN),
    # What is nothing
    "an empty file": ("photo.jpg", lambda: b"", "is empty"),
    "a file of spaces": ("note.txt", lambda: b"  \n ", NOT_TAKEN),
    "a text that is no text": ("note.txt", lambda: b"\x81\x8d\xff" * 50, NOT_TAKEN),
    "a text with NUL": ("note.txt", lambda: b"hello\0there", NOT_TAKEN),
    "a text that steers a terminal": ("note.txt", lambda: b"hello \x1b]0;x\x07", NOT_TAKEN),
    "a TIFF": ("scan.tif", lambda: b"II*\0" + b"\0" * 99, NOT_TAKEN),
    "an icon called a photo": ("photo.jpg", lambda: b"\0\0\1\0\1\0" + b"\0" * 50, NOT_TAKEN),
    # Names that say another thing than they show
    "an ending hidden by a right-to-left mark": ("photo\u202egpj.exe", picture, NOT_TAKEN),
    "a name cut by NUL": ("photo.exe\0.jpg.com", picture, NOT_TAKEN),
    "an ending behind spaces": ("photo.jpg" + " " * 80 + ".exe", picture, NOT_TAKEN),
}  # fmt: skip

TAKEN = {
    # Two things in one file: only the pixels come through
    "a JPEG with HTML behind it": ("a.jpg", lambda: picture() + HTML, COPY),
    "a JPEG with a zip behind it": ("a.jpg", lambda: picture() + zipped(a=b"x"), COPY),
    "a JPEG with a PDF behind it": ("a.jpg", lambda: picture() + JS_PDF, COPY),
    "a JPEG with script in its comment": ("a.jpg", lambda: photo_with(comment=HTML), COPY),
    "a JPEG with PHP in its comment": ("a.jpg", lambda: photo_with(comment=b"<?php x ?>"), COPY),
    "a JPEG with the antivirus test file": ("a.jpg", lambda: picture() + EICAR, COPY),
    "a PNG with a program behind it": ("a.png", lambda: picture("PNG") + b"MZ" + CANARY, COPY),
    "a GIF with a zip behind it": ("a.gif", lambda: picture("GIF") + zipped(a=CANARY), COPY),
    # What a photo says besides
    "a photo with a place": ("a.jpg", lambda: photo_with(exif=place()), COPY),
    "a photo with its owner's name": ("a.jpg", lambda: photo_with(exif=exif(0xA430)), COPY),
    "a photo with a number of the camera": ("a.jpg", lambda: photo_with(exif=exif(0xA431)), COPY),
    "a photo with words for search": ("a.jpg", lambda: photo_with(xmp=b"<x>" + CANARY), COPY),
    "a photo with a comment": ("a.jpg", lambda: photo_with(comment=CANARY), COPY),
    "a photo with a colour profile": ("a.jpg", lambda: photo_with(icc_profile=CANARY * 9), COPY),
    "a photo with another small picture": ("a.jpg", other_thumbnail, COPY),
    "a PNG with words, packed and not": ("a.png", png_words, COPY),
    "a WebP with a place": ("a.webp", lambda: picture("WEBP", exif=place()), COPY),
    "a GIF with a comment": ("a.gif", gif_with_words, COPY),
    # More pictures than one, and fewer
    "a GIF of ten thousand pictures": ("a.gif", lambda: gif_of(10_000), COPY),
    "a moving PNG": ("a.png", lambda: several("PNG"), COPY),
    "a moving WebP": ("a.webp", lambda: several("WEBP"), COPY),
    "49 megapixels in eight kilobytes": ("a.png", lambda: png_of(7_000, 7_000), COPY),
    "half a JPEG": ("a.jpg", lambda: picture(size=(500, 500))[:1200], HIDDEN),
    "half a PNG": ("a.png", lambda: picture("PNG", size=(900, 900))[:200], HIDDEN),
    "a JPEG with a larger head than body": ("a.jpg", lambda: jpeg_claiming(6000, 6000), COPY),
    "a PNG called a JPEG, as phones do": ("a.jpg", lambda: picture("PNG"), COPY),
    "a picture with no ending": ("image", picture, COPY),
    # Documents are never opened here
    "a PDF with JavaScript": ("a.pdf", lambda: JS_PDF, DOWNLOAD),
    "a PDF that starts a program": ("a.pdf", lambda: pdf(b"<</S/Launch/F(cmd.exe)>>"), DOWNLOAD),
    "a PDF with a file in it": ("a.pdf", lambda: pdf(b"<</EmbeddedFiles 2 0 R>>", EICAR), DOWNLOAD),
    "a PDF with a hidden layer": ("a.pdf", lambda: pdf(b"<</OCProperties<</OFF[2 0 R]>>>>"), DOWNLOAD),
    "a PDF that calls home": ("a.pdf", lambda: pdf(b"<</S/URI/URI(http://x.test)>>"), DOWNLOAD),
    "a PDF that is a zip, too": ("a.pdf", lambda: JS_PDF + zipped(a=b"x"), DOWNLOAD),
    "the antivirus test file as a text": ("a.txt", lambda: EICAR, DOWNLOAD),
    "HTML deep in a text": ("a.txt", lambda: b"hello " * 2000 + HTML, DOWNLOAD),
    # Sound and video, where there is no ffmpeg
    "an iPhone photo": ("IMG_1.HEIC", lambda: mp4(b"heic"), DOWNLOAD),
    "a video with a place in it": ("v.mp4", lambda: mp4(body=b"\xa9xyz+51.76"), DOWNLOAD),
    "a video with HTML in it": ("v.mp4", lambda: mp4(body=HTML), DOWNLOAD),
    "a sound recording": ("v.m4a", lambda: mp4(b"M4A "), DOWNLOAD),
    "an MP3 that begins with HTML": ("s.mp3", lambda: b"ID3\4\0\0\0\0\0\x20" + HTML, DOWNLOAD),
    "a WAV with words": ("s.wav", lambda: riff(b"WAVE", b"LIST", b"INFO" + CANARY), DOWNLOAD),
    # Honest files that look odd
    "a long diary in Arabic": ("d.txt", lambda: ("x" + "ليلا " * 9000).encode(), DOWNLOAD),
    "a long diary in emoji": ("d.txt", lambda: ("x" + "\U0001f6aa" * 9000).encode(), DOWNLOAD),
    "a diary in Windows letters": ("diary.txt", lambda: "café £5".encode("cp1252"), DOWNLOAD),
}  # fmt: skip

NAMES = {
    "../../../etc/passwd.jpg": "passwd.jpg",
    "..\\..\\windows\\photo.jpg": "photo.jpg",
    "C:\\fakepath\\photo.jpg": "photo.jpg",
    "photo\u202egpj.jpg": "photogpj.jpg",
    "a\0b\r\nc.jpg": "abc.jpg",
    "  .hidden.jpg  ": "hidden.jpg",
    "é" * 300 + ".jpeg": "é" * 95 + ".jpeg",
    "x" * 251 + ".jpg": "x" * 96 + ".jpg",
    "\U0001f6aa door \U0001f6aa.png": "\U0001f6aa door \U0001f6aa.png",
    "\ud800.jpg": "jpg",
    "...": "file",
    "": "file",
    '"><img src=x onerror=alert(1)>.jpg': '"><img src=x onerror=alert(1)>.jpg',
    "$(touch x);`id`|a.jpg": "$(touch x);`id`|a.jpg",
    "{{ 7*7 }}{% x %}.jpg": "{{ 7*7 }}{% x %}.jpg",
}

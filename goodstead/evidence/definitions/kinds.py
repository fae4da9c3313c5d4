"""The kinds of file that we take. Decided by content; the name must not contradict it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of file. ``copied``: its head is looked at before it is taken.

    ``ffmpeg``: what ffmpeg is told to read it as, and to write.
    """

    code: str
    name: str
    mime: str
    extension: str  # of the name that we give it
    copied: bool = False
    ffmpeg: tuple[str, str] | None = None

    @property
    def picture(self) -> bool:
        return self.mime.startswith("image/")

    @property
    def sound(self) -> bool:
        """Sound alone."""
        return self.mime.startswith("audio/")

    @property
    def sounds(self) -> bool:
        """Whether there may be something to hear. Recordings of a browser come in WebM and MP4."""
        return self.ffmpeg is not None


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("jpeg", "Photo", "image/jpeg", "jpg", copied=True),
        Kind("png", "Picture", "image/png", "png", copied=True),
        Kind("webp", "Picture", "image/webp", "webp", copied=True),
        Kind("gif", "Picture", "image/gif", "gif", copied=True),
        Kind("heic", "Photo", "image/heic", "heic"),
        Kind("mp4", "Video", "video/mp4", "mp4", ffmpeg=("mov", "mp4")),
        Kind("mov", "Video", "video/quicktime", "mov", ffmpeg=("mov", "mov")),
        Kind("3gp", "Video", "video/3gpp", "3gp", ffmpeg=("mov", "3gp")),
        Kind("webm", "Video", "video/webm", "webm", ffmpeg=("matroska", "webm")),
        Kind("mp3", "Sound recording", "audio/mpeg", "mp3", ffmpeg=("mp3", "mp3")),
        Kind("m4a", "Sound recording", "audio/mp4", "m4a", ffmpeg=("mov", "ipod")),
        Kind("wav", "Sound recording", "audio/x-wav", "wav", ffmpeg=("wav", "wav")),
        Kind("ogg", "Sound recording", "audio/ogg", "ogg", ffmpeg=("ogg", "ogg")),
        Kind("pdf", "PDF document", "application/pdf", "pdf"),
        Kind("text", "Text", "text/plain", "txt"),
    )
}
BY_MIME = {kind.mime: kind for kind in KINDS.values()} | {
    "video/x-m4v": KINDS["mp4"],
    "image/apng": KINDS["png"],  # a moving one; the copy is its first picture
}
# What a name may end in. Phones give pictures the wrong one of these; that is no offence.
ENDINGS = frozenset(
    "jpg jpeg jpe jfif png webp gif heic heif mp4 m4v mov qt 3gp 3gpp webm mp3 m4a wav ogg oga opus"
    " pdf txt text".split()
)
TAKEN = "a photo, a video, a sound recording, a PDF or a text file"

"""Can recordings be read and written as phones, browsers and the API have them?"""

from helpers.errors import CourseError
from helpers.paths import DATA
from helpers.preflight.packages import install_command
from helpers.preflight.results import Result, ok, problem

PHONE, BROWSER, MESSENGER = "table-for-two.m4a", "voice-memo.webm", "messenger.ogg"


def check(names: tuple[str, ...] = (PHONE, BROWSER, MESSENGER)) -> list[Result]:
    """One result: each recording of data/ is decoded and written as mp3."""
    kinds = ", ".join(name.rpartition(".")[2] for name in names)
    try:
        from helpers.sound import Sound

        for name in names:
            Sound.load(DATA / name, quiet=True).to("mp3")
    except (CourseError, OSError, ImportError) as error:
        return [
            problem(
                "decoding",
                f"A recording cannot be read: {str(error).rstrip('.')}.",
                f"Run {install_command()} again; where files of data/ are missing, fetch the "
                "course again.",
            )
        ]
    return [ok("decoding", f"{kinds} are read, mp3 is written")]

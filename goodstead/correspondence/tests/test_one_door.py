"""Mail leaves through one module and comes in by another. Everything else is read, import by import."""

import ast
from pathlib import Path

import goodstead

ROOT = Path(goodstead.__file__).parent
DOOR = ROOT / "correspondence/transport.py"
WAY_IN = ROOT / "correspondence/mailbox.py"  # reads, and has nothing to send with
MAIL = ("django.core.mail", "smtplib", "email.mime", "email.message", "aiosmtplib", "imaplib",
        "poplib", "twilio", "notifications_python_client", "boto3", "sendgrid")  # fmt: skip


def mail_imports(source):
    """Every import of a mail library, also one hidden in a function or asked for by name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names = [a.value for a in node.args if isinstance(a, ast.Constant)]
        elif isinstance(node, ast.Attribute) and node.attr in {"email_user", "send_mail"}:
            names = ["django.core.mail"]
        else:
            continue
        yield from (n for n in names if any(n == m or n.startswith(f"{m}.") for m in MAIL))


def test_only_the_door_imports_a_mail_library():
    found = {
        str(path.relative_to(ROOT)): sorted(set(mail_imports(path.read_text())))
        for path in sorted(ROOT.rglob("*.py"))
        if path not in {DOOR, WAY_IN} and "tests" not in path.relative_to(ROOT).parts
    }
    assert {path: names for path, names in found.items() if names} == {}
    assert set(mail_imports(DOOR.read_text())), "the check sees imports"
    assert set(mail_imports(WAY_IN.read_text())) == {"imaplib"}


def test_the_check_sees_every_way_of_importing():
    for source in (
        "import smtplib",
        "from smtplib import SMTP",
        "from django.core import mail",
        "from django.core.mail import send_mail",
        "def f():\n    import django.core.mail as m",
        "importlib.import_module('smtplib')",
        "user.email_user('a', 'b')",
    ):
        assert list(mail_imports(source)), source
    assert not list(mail_imports("from . import mail\nimport email.utils"))

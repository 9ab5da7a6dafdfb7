"""People of a team at their browsers: added, signed in, looked after; and nothing that a report says runs there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.browser.conftest import NARROW, WIDE, Visit, Visiting, served
from tests.web.hostile import hostile, ledger_of
from tests.web.team import PASSWORD, with_people
from tests.web.test_untrusted import addresses

NEW = "three herons at the ford"


def sign_in(visit: Visit, name: str, password: str = PASSWORD) -> None:
    """Fill in the form and send it."""
    visit.go("/sign-in?to=/api")
    visit.page.get_by_label("Name").fill(name)
    visit.page.get_by_label("Password").fill(password)
    visit.page.get_by_role("button", name="Sign in").click()
    visit.page.wait_for_load_state()


def test_somebody_is_added_signs_in_and_is_closed_out(examples: str, visiting: Visiting) -> None:
    with served(with_people(examples), team=True) as address:
        ada = visiting(address)
        sign_in(ada, "Ada", "a wrong password")
        assert ada.page.get_by_role("alert").inner_text() == "The name or the password is wrong."
        ada.accessible()
        ada.shot("sign-in-wrong-1280-light")
        sign_in(ada, "Ada")
        page = ada.go("/people")
        ada.accessible()
        page.get_by_label("Name, as it stands").fill("Ben")
        page.get_by_role("button", name="Add", exact=True).click()
        given = page.locator("#given code").inner_text()
        ada.shot("people-1280-light")
        ada.accessible()

        ben = visiting(address, size=NARROW)
        sign_in(ben, "Ben", given)
        ben.accessible()
        ben.shot("choose-password-390-light")
        ben.page.get_by_label("New password").fill(NEW)
        ben.page.get_by_label("The same again").fill(NEW)
        ben.page.get_by_role("button", name="Keep it and sign in").click()
        ben.page.wait_for_load_state()
        page = ben.go("/account")
        page.get_by_label("What the token is for").fill("the morning's reports")
        page.get_by_role("button", name="Make a token").click()
        assert len(page.locator("#given code").inner_text()) >= 43
        ben.accessible()
        ben.shot("account-390-light")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name="Revoke the token for the morning's reports").click()
        page.get_by_text("You have none.").wait_for()

        ada.page.get_by_role("combobox", name="Role of Ben").select_option("viewer")
        ada.page.get_by_text("Ben is a viewer now").wait_for()
        ada.page.get_by_role("combobox", name="Role of Ada").select_option("analyst")
        ada.page.get_by_text("last administrator").wait_for()
        assert ada.page.get_by_role("combobox", name="Role of Ada").input_value() == "administrator"
        ada.page.get_by_role("button", name="Close the account of Ben").click()
        ada.page.get_by_text("The account of Ben is closed").wait_for()
        ben.go("/reports")
        assert ben.page.get_by_role("heading", level=1).inner_text() == "Sign in"
        ada.go("/account").get_by_role("button", name="Sign out", exact=True).click()
        ada.page.wait_for_url("**/sign-in")
        for visit in (ada, ben):
            visit.wrong[:] = [w for w in visit.wrong if "status of 4" not in w]


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/people", "/api"])
def test_pages_about_people_are_accessible(examples: str, visiting: Visiting, path: str) -> None:
    with served(with_people(examples), team=True) as address:
        for size, scheme in ((WIDE, "light"), (NARROW, "light"), (WIDE, "dark")):
            visit = visiting(address, size=size, scheme=scheme)
            if path != "/sign-in":
                sign_in(visit, "Ada")
            page = visit.go(path)
            visit.shot(f"{path.strip('/')}-{size['width']}-{scheme}")
            visit.accessible()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


def test_nothing_that_a_report_says_runs(tmp_path: Path, visiting: Visiting) -> None:
    """No script of a report runs, nothing is asked for elsewhere, and the browser had to refuse nothing."""
    ledger = ledger_of(tmp_path / "talks.db", hostile)
    with served(ledger) as address:
        visit = visiting(address)
        visit.page.add_init_script("window.ran = []; window.hacked = () => window.ran.push(location.href)")
        for path in addresses(ledger):
            headers = visit.page.request.get(address + path).headers
            if headers.get("content-disposition", "").startswith("attachment"):  # is kept as a file, not shown
                continue
            page = visit.go(path)
            for summary in page.locator("details > summary").all()[:20]:
                summary.evaluate("element => element.parentElement.open = true")
            page.evaluate("document.querySelectorAll('[autofocus]').forEach((element) => element.focus())")
            assert page.evaluate("window.ran") == [], path

"""Times in words: 今天 10:32, 昨天 17:05, 9月8日; what is near is said nearer."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication


def moment(text: str, today: date) -> str:
    """A shown time (ISO, "2026-09-08 17:05") in words; what is no time is left as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    clock = f"{at:%H:%M}"
    days = (today - at.date()).days
    if days == 0:
        return tr("Today {time}").format(time=clock)
    if days == 1:
        return tr("Yesterday {time}").format(time=clock)
    return day(at.date(), today)


def day(at: date, today: date) -> str:
    """A day in words; the year only where it is another."""
    words = tr("{month}/{day}").format(month=at.month, day=at.day)
    return words if at.year == today.year else tr("{words}, {year}").format(words=words, year=at.year)


def whole_day(at: date) -> str:
    """A day with its year, whatever year it is."""
    return tr("{year}/{month}/{day}").format(year=at.year, month=at.month, day=at.day)


def weekday(at: date) -> str:
    """Its name, 周五."""
    names = (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
    return names[at.weekday()]


def tr(english: str) -> str:
    """Text of this module in the user's language."""
    return QCoreApplication.translate("", english)

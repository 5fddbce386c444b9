"""Swift source with everything blanked that is not code, for the lints to search in."""

import re


class Unreadable(Exception):
    """The text does not end where Swift would: a lint must not trust what it found there."""


# What opens something that is not code. A raw string may have any number of #, and ends with as many. A regular
# expression is known by its #/…/#; the bare /…/ looks like a division and is not recognised.
OPENING = re.compile(r'//|/\*|(#*)("""|")|(#+)/|`')


def code_only(text):
    """The text with comments, strings and quoted names replaced by spaces; every line keeps its number and length."""
    out = list(text)
    position = 0
    while match := OPENING.search(text, position):
        start = match.start()
        if match[0] == "//":
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
        elif match[0] == "/*":
            end = after_comment(text, start)
        elif match[0] == "`":
            end = text.find("`", start + 1) + 1
            if end == 0:
                raise Unreadable(f"line {line_of(text, start)}: a quoted name does not end")
            if re.fullmatch(r"`\w+`", text[start:end]):  # an ordinary name, which may be a module's
                out[start] = out[end - 1] = " "
                position = end
                continue
        elif match[2]:
            end = after_string(text, match.end(), match[2], match[1], start)
        else:
            close = "/" + match[3]
            end = text.find(close, match.end())
            if end < 0:
                raise Unreadable(f"line {line_of(text, start)}: a regular expression does not end")
            end += len(close)
        for index in range(start, end):
            if out[index] != "\n":
                out[index] = " "
        position = end
    return "".join(out)


def line_of(text, index):
    return text.count("\n", 0, index) + 1


def after_comment(text, start):
    depth = 0
    for match in re.compile(r"/\*|\*/").finditer(text, start):
        depth += 1 if match[0] == "/*" else -1
        if depth == 0:
            return match.end()
    raise Unreadable(f"line {line_of(text, start)}: a comment does not end")


def after_string(text, index, quote, hashes, start):
    """The index after the string whose contents begin at `index`; interpolations may hold strings of their own."""
    close, escape = quote + hashes, "\\" + hashes
    while index < len(text):
        if text.startswith(close, index):
            return index + len(close)
        if text.startswith(escape + "(", index):
            index = after_interpolation(text, index + len(escape) + 1, start)
        elif text.startswith(escape, index):
            index += len(escape) + 1
        elif text[index] == "\n" and quote == '"':
            break
        else:
            index += 1
    raise Unreadable(f"line {line_of(text, start)}: a string does not end")


def after_interpolation(text, index, start):
    depth = 1
    while index < len(text):
        match = re.compile(r'(#*)("""|")|[()]|`[^`\n]*`').search(text, index)
        if match is None:
            break
        index = match.end()
        if match[2]:
            index = after_string(text, index, match[2], match[1], start)
        elif match[0] in "()":
            depth += 1 if match[0] == "(" else -1
            if depth == 0:
                return index
    raise Unreadable(f"line {line_of(text, start)}: an interpolation does not end")

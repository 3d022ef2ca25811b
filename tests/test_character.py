"""Characters that no text holds."""

from kg import character


def test_what_no_text_holds_is_replaced_and_nothing_else() -> None:
    controls = {*range(0x20), *range(0x7F, 0xA0)} - {ord(each) for each in "\t\n\r\x85"}
    replaced = {code for code in range(0x110000) if character.shown(f"a{chr(code)}") != f"a{chr(code)}"}
    assert replaced == controls | set(range(0xD800, 0xE000)) | {0xFFFE, 0xFFFF}

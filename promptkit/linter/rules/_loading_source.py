"""What is wrong with the YAML itself, before anything of it means something."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_CORE = "YAML 1.2.2, chapters 5 to 10"

RULES = (
    Rule(
        name="yaml-syntax",
        family="source",
        severity=Severity.ERROR,
        summary="the text is not YAML",
        why="Nobody can tell what was meant. The entry is left out, and the rest of the file is still checked.",
        valid=('shot: a\nduration: 4\nscene: "A sign: closed."\n',),
        invalid=(
            Example(
                "shot: a\nduration: 4\nscene: A sign: closed.\n",
                3,
                8,
                'shot: a\nduration: 4\nscene: "A sign: closed."\n',
            ),
            Example('shot: a\nduration: 4\nscene: "A sign\n', 3, 8),
        ),
        source=_CORE,
    ),
    Rule(
        name="yaml-limit",
        family="source",
        severity=Severity.ERROR,
        summary="the file is larger or deeper than any document",
        why="A few lines of aliases can stand for millions of values; reading stops long before that.",
        valid=("shot: a\nduration: 4\nscene: &place A harbour.\nprops: [*place]\n",),
        invalid=(Example("shot: a\nduration: 4\nscene: A harbour.\nprops: &all [*all]\n", 4, 14),),
    ),
    Rule(
        name="yaml-tag",
        family="source",
        severity=Severity.ERROR,
        summary="a value has a tag",
        why="Tags tell YAML to make something else of a value; here each value is what its key says.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example("shot: a\nduration: 4\nscene: !!str A harbour.\n", 3, 8),),
        source=_CORE,
    ),
    Rule(
        name="undefined-alias",
        family="source",
        severity=Severity.ERROR,
        summary="an alias names nothing above it",
        why="`*name` repeats a value that was marked `&name` before. A text that starts with a star needs quotes.",
        valid=("shot: a\nduration: 4\nscene: '*A harbour* at dawn'\n",),
        invalid=(Example("shot: a\nduration: 4\nscene: *harbour\n", 3, 8),),
        source=_CORE,
    ),
    Rule(
        name="merge-key",
        family="source",
        severity=Severity.ERROR,
        summary="the merge key `<<` is used",
        why="It is not part of YAML 1.2, and merges without rules for lists. `extends` says what comes from where.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example("shot: a\nduration: 4\nscene: A harbour.\n<<: {mood: calm}\n", 4, 1),),
        source=_CORE,
    ),
    Rule(
        name="duplicate-key",
        family="source",
        severity=Severity.ERROR,
        summary="a key is written twice in one map",
        why="YAML readers keep the last one without a word. What the first said would be lost.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\nmood: [calm, cold]\n",),
        invalid=(Example("shot: a\nduration: 4\nscene: A harbour.\nmood: calm\nmood: cold\n", 5, 1),),
        source=_CORE,
    ),
    Rule(
        name="comma-in-flow",
        family="source",
        severity=Severity.ERROR,
        summary="a comma ends a text between braces",
        why="Between { } a comma separates entries, so the second half of the sentence would be lost.",
        valid=('shot: a\nduration: 4\nscene: A dog.\naction: [{does: "breathes in, and smiles"}]\n',),
        invalid=(
            Example(
                "shot: a\nduration: 4\nscene: A dog.\naction: [{does: breathes in, and smiles}]\n",
                4,
                17,
                'shot: a\nduration: 4\nscene: A dog.\naction: [{does: "breathes in, and smiles"}]\n',
            ),
        ),
        source=_CORE,
    ),
    Rule(
        name="comment-in-prose",
        family="source",
        severity=Severity.WARNING,
        summary="a `#` turns the rest of a text into a comment",
        why="`Mug #3 on a shelf` reaches the model as `Mug`.",
        valid=(
            'shot: a\nduration: 4\nscene: "Mug #3 on a shelf."\n',
            "shot: a\nduration: 4\nscene: A mug. # the blue one\n",
        ),
        invalid=(
            Example(
                "shot: a\nduration: 4\nscene: Mug #3 on a shelf.\n",
                3,
                8,
                'shot: a\nduration: 4\nscene: "Mug #3 on a shelf."\n',
            ),
        ),
        source=_CORE,
    ),
    Rule(
        name="private-character",
        family="source",
        severity=Severity.ERROR,
        summary="a reserved character between U+E000 and U+E0FF",
        why="These characters have no meaning of their own; promptkit marks places with them while it makes a prompt.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example("shot: a\nduration: 4\nscene: A \ue000 harbour.\n", 3, 10),),
    ),
    Rule(
        name="control-character",
        family="source",
        severity=Severity.ERROR,
        summary="an escape stands for a control character",
        why="No model reads it, and a terminal that shows the prompt may obey it.",
        valid=('shot: a\nduration: 4\nscene: "A caf\\u00e9."\n',),
        invalid=(Example('shot: a\nduration: 4\nscene: "A \\e[31mharbour."\n', 3, 8),),
    ),
    Rule(
        name="unquoted-expression",
        family="source",
        severity=Severity.ERROR,
        summary="an expression stands without quotes",
        why="Without quotes `{{ push }}` is a map in a map to YAML, and no expression.",
        valid=(
            'shot: a\nduration: 4\nparams: {place: {type: text, default: harbour}}\nscene: "{{ place }} at dawn"\n',
        ),
        invalid=(
            Example(
                "shot: a\nduration: 4\nparams: {place: {type: text, default: A harbour}}\nscene: {{ place }}\n",
                4,
                8,
                'shot: a\nduration: 4\nparams: {place: {type: text, default: A harbour}}\nscene: "{{ place }}"\n',
            ),
        ),
        source=_CORE,
    ),
    Rule(
        name="empty-file",
        family="source",
        severity=Severity.ERROR,
        summary="the file holds no document",
        why="Nothing can be made of it; perhaps it was saved before it was written.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example("# nothing yet\n", 1, 1),),
    ),
    Rule(
        name="unreadable-file",
        family="source",
        severity=Severity.ERROR,
        summary="a file of the folder cannot be read as text",
        why="A binary file, another encoding or a broken link would be passed over. A file that is named by itself "
        "ends the command instead.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
        invalid=(),
    ),
    Rule(
        name="unknown-document",
        family="source",
        severity=Severity.ERROR,
        summary="a document does not say what it is",
        why="`shot: NAME`, `preset: NAME`, `experiment: NAME` or `sequence: NAME` says it, and names it.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
        invalid=(
            Example("duration: 4\nscene: A harbour.\n", 1, 1),
            Example("shot: a\npreset: b\nscene: A harbour.\n", 2, 1),
            Example("- a harbour\n", 1, 1),
        ),
    ),
    Rule(
        name="duplicate-document",
        family="source",
        severity=Severity.ERROR,
        summary="two documents of one file have one name",
        why="`file.yaml#name` could mean either; of two presets only the first would ever be used.",
        valid=("preset: fog\nweather: fog\n---\npreset: rain\nweather: rain\n",),
        invalid=(Example("preset: fog\nweather: fog\n---\npreset: fog\nweather: dense fog\n", 4, 9),),
    ),
)

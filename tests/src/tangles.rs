//! Texts that are written to make a reader of Markdown, YAML or TOML slow, or to end it.
//! Known ways of many parsers to go wrong, each as long as it needs to be to show it.

/// A text and what it is.
pub type Tangle = (&'static str, String);

/// Repetitions of a short piece: enough that work in their square would take minutes.
const MANY: usize = 50_000;

/// Returns documents; some are longer than anything that is looked at.
pub fn documents() -> Vec<Tangle> {
    let mut all = emphasis();
    all.extend(links());
    all.extend(blocks());
    all.extend(references());
    all.extend(tables());
    all.extend(long());
    all.extend(fields());
    all
}

fn emphasis() -> Vec<Tangle> {
    let closers = format!("{}{}", "*a ".repeat(MANY), "_a*_ ".repeat(MANY));
    let nested = format!("{}b{}", "*a **a ".repeat(MANY), " a** a*".repeat(MANY));
    let rising: String = (1..1_200)
        .map(|count| format!("e{}", "`".repeat(count)))
        .collect();
    vec![
        ("emphasis inside emphasis", nested),
        ("emphasis that only closes", "a_ ".repeat(MANY)),
        ("emphasis that only opens", "_a ".repeat(MANY)),
        ("emphasis that does not match", "*a_ ".repeat(MANY)),
        ("emphasis of two kinds", closers),
        ("emphasis in threes", format!("a**b{}", "c* ".repeat(MANY))),
        ("strikes that only open", "~~a ".repeat(MANY)),
        ("strikes of two lengths", "~a~~ ".repeat(MANY)),
        ("ticks, one more each time", rising),
        ("ticks", "`".repeat(1_000_000)),
        ("backslashes", "\\".repeat(1_000_000)),
        ("marks of every kind", "*_~`[<!&".repeat(MANY)),
    ]
}

fn links() -> Vec<Tangle> {
    vec![
        (
            "brackets in brackets",
            format!("{}a{}", "[".repeat(MANY), "]".repeat(MANY)),
        ),
        ("brackets that open", "[".repeat(200_000)),
        ("links that only close", "a]".repeat(MANY)),
        ("links that only open", "[a".repeat(MANY)),
        ("links and emphasis", "[ a_".repeat(MANY)),
        ("links whose targets never end", "[a](b".repeat(MANY)),
        ("links whose targets open", "[a](<b".repeat(MANY)),
        ("links with targets that open", "[ (](".repeat(MANY)),
        ("pictures in pictures", "![[]()".repeat(MANY)),
        ("links with endless titles", "[a](b \"".repeat(MANY)),
        ("links in emphasis", "**x [a*b**c*](d) ".repeat(MANY / 4)),
        (
            "targets full of brackets",
            format!("[a]({}", "(".repeat(MANY)),
        ),
        ("addresses that never end", "<https://a".repeat(MANY)),
        ("one long address", format!("www.{}", "a.".repeat(MANY))),
        ("mail addresses", "a@".repeat(MANY)),
        ("tags that never end", "<a b=\"".repeat(MANY)),
        (
            "comments that never end",
            format!("</{}", "<!--".repeat(MANY)),
        ),
        (
            "comments one after another",
            "a <!-- b --> ".repeat(MANY / 4),
        ),
        (
            "instructions that never end",
            format!("a {}", "<?".repeat(MANY)),
        ),
        (
            "declarations that never end",
            format!("a {}", "<!A ".repeat(MANY)),
        ),
        (
            "data that never ends",
            format!("a {}", "<![CDATA[".repeat(MANY)),
        ),
        ("signs by name", "&amp;&lt;&".repeat(MANY)),
    ]
}

fn blocks() -> Vec<Tangle> {
    let list = |mark: &str, depth: usize| -> String {
        (0..depth)
            .map(|level| format!("{}{mark} a\n", "  ".repeat(level)))
            .collect()
    };
    vec![
        ("quotes in quotes", ">".repeat(200_000)),
        ("quotes with spaces", format!("{}a", "> ".repeat(MANY))),
        ("quotes with emphasis", format!("{}a*", ">a*".repeat(MANY))),
        (
            "quotes, one more each line",
            (1..23)
                .map(|depth| format!("{} a\n", ">".repeat(depth)))
                .collect::<String>()
                .repeat(500),
        ),
        ("lists in lists", list("-", 1_000)),
        ("numbered lists in lists", list("1.", 1_000)),
        ("lists in one line", "- ".repeat(MANY)),
        ("lists and quotes in one line", "- > ".repeat(MANY)),
        (
            "empty lines in a deep list",
            format!("{}x{}", "- ".repeat(20), "\n".repeat(MANY)),
        ),
        (
            "empty lines in lists and quotes",
            format!("{}x\n{}", "- > ".repeat(10), "> \n".repeat(MANY)),
        ),
        ("tasks", "- [ ] a\n".repeat(18_000)),
        ("fences that open", "```\n~~~\n".repeat(MANY)),
        ("a line below each line", "a\n=\n".repeat(19_000)),
        ("one paragraph of short lines", "a\n".repeat(MANY)),
        ("hard breaks", "a  \n".repeat(MANY)),
        ("tabs", "\t".repeat(500_000)),
        ("carriage returns", "a\r\r".repeat(19_000)),
        ("typographic quotations that open", "“".repeat(200_000)),
        ("quotations", "\"".repeat(200_000)),
        ("brackets of guidance", "[TODO: ".repeat(MANY)),
        ("questions without end", "## FAQ\n\n**Q: ".repeat(9_000)),
    ]
}

fn references() -> Vec<Tangle> {
    let each: String = (0..20_000)
        .map(|count| format!("[{count}]: /u\n[{count}] "))
        .collect();
    let notes: String = (0..18_000)
        .map(|count| format!("a[^{count}]\n\n[^{count}]: b\n\n"))
        .collect();
    let marks: String = (0..100_000).map(|count| format!("[^{count}]")).collect();
    vec![
        (
            "one long target, named often",
            format!("[x]: {}\n{}", "a".repeat(100_000), "[x]\n".repeat(MANY)),
        ),
        ("a target for each name", each),
        ("targets that are no targets", "[a]:\n".repeat(MANY)),
        (
            "names that are long",
            format!("[{}]: /u\n", "a ".repeat(200_000)),
        ),
        ("18,000 footnotes", notes),
        ("200,000 footnotes", "[^a]: b\n".repeat(200_000)),
        ("100,000 marks of footnotes", marks),
        ("footnotes in footnotes", "[^a]: ".repeat(MANY)),
    ]
}

fn tables() -> Vec<Tangle> {
    let wide = |columns: usize| format!("{}\n{}\n", "|a".repeat(columns), "|-".repeat(columns));
    vec![
        ("a table of 100,000 columns", wide(100_000)),
        (
            "rows that lack their columns",
            format!("{}{}", wide(1_000), "|a\n".repeat(9_000)),
        ),
        (
            "a table of 20,000 rows",
            format!("|a|b|\n|-|-|\n{}", "|many customers|2|\n".repeat(20_000)),
        ),
        ("lines of dashes", "|-|\n".repeat(MANY)),
        (
            "cells of backslashes",
            format!("|a|\n|-|\n|{}|", "\\|".repeat(200_000)),
        ),
    ]
}

fn long() -> Vec<Tangle> {
    let line = "Many customers wait because the depots were slow. ";
    vec![
        ("one line of 1 MB", line.repeat(21_000)),
        ("one word of 1 MB", "a".repeat(1_000_000)),
        ("one sentence of 1 MB", "many customers ".repeat(70_000)),
        ("numbers", "1,000,".repeat(MANY)),
        ("percentages", "from 9 to 4, a 60 % cut ".repeat(20_000)),
        (
            "marks on one letter",
            format!("a{}", "\u{300}".repeat(MANY)),
        ),
        ("capitals", "ABC DEF ".repeat(MANY)),
        ("10 MB", format!("{line}\n\n").repeat(200_000)),
    ]
}

fn fields() -> Vec<Tangle> {
    let fenced = |yaml: String| format!("---\n{yaml}\n---\n\n# Tea\n");
    let many: String = (0..9_000).map(|count| format!("a{count}: b\n")).collect();
    vec![
        ("fields that multiply", fenced(aliases())),
        ("a field that holds itself", fenced("a: &a [*a, *a]".into())),
        (
            "fields in fields",
            fenced(format!("a: {}", "[".repeat(10_000))),
        ),
        (
            "fields in fields by name",
            fenced(format!("a: {}", "{a: ".repeat(4_000))),
        ),
        (
            "fields by indentation",
            fenced(
                (0..150)
                    .map(|depth| format!("{}a:\n", " ".repeat(depth)))
                    .collect(),
            ),
        ),
        (
            "a field of 5 MB",
            fenced(format!("a: {}", "x".repeat(5_000_000))),
        ),
        ("9,000 fields", fenced(many)),
        (
            "a field of another language",
            fenced("a: !!python/object:os.system ls".into()),
        ),
        ("fields that never end", "---\na: b\n".repeat(20_000)),
    ]
}

/// Nine lists, each of nine times the one before.
fn aliases() -> String {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for level in 1..9 {
        let alias = format!("*a{}", level - 1);
        bomb.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            [alias.as_str(); 9].join(",")
        ));
    }
    bomb
}

/// Returns settings in TOML, as long as a file of rules or the head of a template may be.
pub fn settings() -> Vec<Tangle> {
    const LONGEST: usize = 250_000;
    let words: String = (0..30_000).map(|count| format!("\"w{count}\",")).collect();
    vec![
        ("lists in lists", format!("a = {}", "[".repeat(LONGEST))),
        (
            "tables in tables",
            format!("a = {}", "{a=".repeat(LONGEST / 3)),
        ),
        (
            "a name of many names",
            format!("{}a = 1", "a.".repeat(LONGEST / 2)),
        ),
        (
            "a heading of many names",
            format!("[{}a]", "a.".repeat(LONGEST / 2)),
        ),
        ("headings", "[[a]]\n".repeat(LONGEST / 6)),
        (
            "a text that never ends",
            format!("a = \"\"\"{}", "x".repeat(LONGEST)),
        ),
        ("30,000 words", format!("[words.weasel]\nadd = [{words}]")),
        (
            "a word of 200 KB",
            format!("[words.weasel]\nadd = [\"{}\"]", "a ".repeat(100_000)),
        ),
        (
            "one word of many words, many times",
            format!(
                "[words.weasel]\nadd = [{}]",
                "\"a a a a a a a a\",".repeat(12_000)
            ),
        ),
        ("brackets", "]".repeat(LONGEST)),
        ("signs", "\\u0000".repeat(LONGEST / 6)),
    ]
}

//! Scripts and styles without what only their authors read: comments and indentation are a tenth of
//! what a phone loads besides the application.

use anyhow::{Context, Result, anyhow};

/// A script without comments and needless spaces.
///
/// # Errors
/// When the script is not text, or can't be read as a script.
pub fn script(name: &str, content: &[u8]) -> Result<Vec<u8>> {
    let text = text(name, content)?;
    let script = minifier::js::minify(text).map_err(|error| anyhow!("{name}: {error}"))?;
    Ok(script.to_string().into_bytes())
}

/// A style without comments and indentation. Lines stay: minifiers of the size of this task take the
/// space out of `and (…)` in media queries, and a whole parser of styles would save 200 bytes more.
///
/// # Errors
/// When the style is not text, or a comment does not end.
pub fn style(name: &str, content: &[u8]) -> Result<Vec<u8>> {
    let mut rest = text(name, content)?;
    let mut kept = String::with_capacity(rest.len());
    while let Some((before, comment)) = rest.split_once("/*") {
        let (_, after) = comment
            .split_once("*/")
            .with_context(|| format!("{name} has a comment without an end"))?;
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.collect::<Vec<_>>().join("\n").into_bytes())
}

fn text<'a>(name: &str, content: &'a [u8]) -> Result<&'a str> {
    std::str::from_utf8(content).with_context(|| format!("{name} is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::{script, style};

    #[test]
    fn a_script_keeps_what_it_does_and_the_assets_it_names() {
        let slim = script(
            "boot.js",
            b"// Why.\n(() => {\n  const at = \"/doctor.js\"; // where\n  import(at);\n})();\n",
        );
        let slim = String::from_utf8(slim.unwrap()).unwrap();
        assert_eq!(slim, "(()=>{const at=\"/doctor.js\";import(at);})();");
    }

    #[test]
    fn a_style_keeps_its_rules_and_loses_comments_and_indentation() {
        let slim = style(
            "site.css",
            b"/* Why. */\n@media screen and (width <= 760px) {\n  a { color: red; } /* here */\n\n}\n",
        );
        assert_eq!(
            String::from_utf8(slim.unwrap()).unwrap(),
            "@media screen and (width <= 760px) {\na { color: red; }\n}"
        );
        assert!(style("site.css", b"a {} /* for ever").is_err());
    }
}

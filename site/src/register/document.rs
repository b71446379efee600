//! The two documents to consent to, as files of the site under their version.

use yew::prelude::*;

use crate::markup::{component, html};

use crate::reference::text_file;
use crate::text::registration as say;
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub struct DocumentProps {
    /// `terms` or `privacy`.
    pub name: &'static str,
    pub version: &'static str,
    pub title: AttrValue,
}

/// A document, open to be read: lines with `# ` are headings, others paragraphs.
#[component]
pub fn Document(props: &DocumentProps) -> Html {
    let words = use_words();
    let text = use_state(|| Some(String::new()));
    let path = format!(
        "/documents/{}.{}.{}.txt",
        props.name, props.version, words.language
    );
    {
        let text = text.clone();
        use_effect_with(path, move |path| {
            let path = path.clone();
            yew::platform::spawn_local(async move { text.set(text_file(&path).await) });
        });
    }
    let line = |line: &str| match line.strip_prefix("# ") {
        Some(heading) => html! { <h4>{ heading.to_owned() }</h4> },
        None => html! { <p>{ line.to_owned() }</p> },
    };
    html! {
        <section class="document" aria-label={props.title.clone()} tabindex="0">
            <h3>{ &props.title }{ " " }<small class="quiet">{ words.fill(say::VERSION, &[("version", &props.version)]) }</small></h3>
            if let Some(text) = &*text {
                { for text.lines().filter(|text| !text.is_empty()).map(line) }
            } else {
                <p class="error">{ words.say(say::DOCUMENT_MISSING) }</p>
            }
        </section>
    }
}

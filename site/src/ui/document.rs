//! An uploaded document, shown over the page: images as images, PDFs in a frame of their own
//! origin, which cannot reach the page.

use api::applications::DocumentAddress;
use domain::evidence::MediaType;
use yew::prelude::*;

use crate::markup::{component, html};

use super::{Dialog, Failed, Waiting};
use crate::load::State;
use crate::text::apply as say;
use crate::words::use_words;

#[derive(Properties)]
pub struct DocumentDialogProps {
    pub document: State<DocumentAddress>,
    pub again: Callback<()>,
    pub close: Callback<()>,
}

/// Addresses are not compared: they are credentials, and each answer brings a new one.
impl PartialEq for DocumentDialogProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The dialog.
#[component]
pub fn DocumentDialog(props: &DocumentDialogProps) -> Html {
    let words = use_words();
    let (title, body) = match &props.document {
        State::Waiting => (words.say(say::DOCUMENT).to_owned(), html! { <Waiting /> }),
        State::Failed(problem) => (
            words.say(say::DOCUMENT).to_owned(),
            html! { <Failed problem={problem.clone()} again={props.again.clone()} /> },
        ),
        State::Ready(document) => (
            document.file_name.clone(),
            html! { <Document document={(**document).clone()} /> },
        ),
    };
    html! {
        <Dialog id="document" {title} wide=true close={props.close.clone()}>
            <div class="stack">
                { body }
                <p class="end"><button type="button" class="button quiet" onclick={props.close.reform(|_| ())}>
                    { words.say(say::CLOSE) }
                </button></p>
            </div>
        </Dialog>
    }
}

#[derive(Properties)]
struct DocumentProps {
    document: DocumentAddress,
}

impl PartialEq for DocumentProps {
    fn eq(&self, other: &Self) -> bool {
        self.document.url == other.document.url
    }
}

/// The document itself, and the way to open it in a tab.
#[component]
fn Document(props: &DocumentProps) -> Html {
    let words = use_words();
    let DocumentAddress {
        url,
        media_type,
        file_name,
    } = &props.document;
    html! {
        <>
            if *media_type == MediaType::Pdf {
                <iframe class="preview" src={url.clone()} title={file_name.clone()} referrerpolicy="no-referrer"></iframe>
            } else {
                <img class="preview" src={url.clone()} alt={file_name.clone()} referrerpolicy="no-referrer" />
            }
            <p><a href={url.clone()} target="_blank" rel="noopener noreferrer">{ words.say(say::OPEN_TAB) }</a></p>
        </>
    }
}

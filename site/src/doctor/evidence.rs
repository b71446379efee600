//! 証明書類: uploaded to the documents' own origin by a pre-signed form, then checked by content
//! (features.md #104–#111).

use std::rc::Rc;

use api::applications::{EvidencePath, EvidenceStart, EvidenceUpload, EvidenceView};
use domain::evidence::{EvidenceId, EvidenceKind, KEPT_UNUSED_DAYS, MediaType, check_size};
use domain::rejection::{Code, Rejection};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FormData, HtmlInputElement, RequestInit, Response};
use yew::prelude::*;

use crate::markup::{classes, component, html};

use crate::text::apply as say;
use crate::ui::{DocumentDialog, say_aloud};
use crate::words::{Words, use_words};
use crate::{browser, client};

/// What browsers call the types that are taken; HEIC is left out, so that iPhones convert.
const ACCEPT: &str = "application/pdf,image/jpeg,image/png";

#[derive(Properties, PartialEq)]
pub struct UploadsProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub kind: EvidenceKind,
    /// Ids of the documents that stand here.
    pub chosen: Vec<String>,
    /// Every document known, to name them.
    pub known: Rc<Vec<EvidenceView>>,
    /// Takes a document away, where that is possible.
    #[prop_or_default]
    pub remove: Option<Callback<String>>,
    /// Takes a new one.
    pub add: Callback<EvidenceView>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// The documents of one item.
#[component]
pub fn Uploads(props: &UploadsProps) -> Html {
    let words = use_words();
    let sending = use_state(|| None::<String>);
    let wrong = use_state(Vec::<String>::new);
    let choose = {
        let (sending, wrong) = (sending.clone(), wrong.clone());
        let (kind, add) = (props.kind, props.add.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let files: Vec<File> = input
                .files()
                .map(|list| {
                    (0..list.length())
                        .filter_map(|index| list.get(index))
                        .collect()
                })
                .unwrap_or_default();
            let (sending, wrong, add) = (sending.clone(), wrong.clone(), add.clone());
            yew::platform::spawn_local(async move {
                let mut refused = Vec::new();
                for file in files {
                    sending.set(Some(file.name()));
                    match upload(&file, kind, words).await {
                        Ok(view) => {
                            say_aloud(words.fill(say::UPLOADED, &[("name", &view.file_name)]));
                            add.emit(view);
                        }
                        Err(text) => {
                            refused.push([file.name().as_str(), words.colon(), &text].concat())
                        }
                    }
                }
                sending.set(None);
                wrong.set(refused);
                // The same file can be chosen again.
                input.set_value("");
            });
        })
    };
    let line = |id: &String| {
        let name = name_of(&props.known, id);
        let gone = id.clone();
        let take =
            (props.remove.clone()).map(|remove| remove.reform(move |_: MouseEvent| gone.clone()));
        html! {
            <li>
                <span>{ &name }</span>
                <span class="chips">
                    if let Ok(evidence) = EvidenceId::parse(id) { <ShowOwn {evidence} name={name.clone()} /> }
                    if take.is_some() {
                        <button type="button" class="button quiet little" onclick={take}
                            aria-label={format!("{} {name}", words.say(say::REMOVE))}>{ words.say(say::REMOVE) }</button>
                    }
                </span>
            </li>
        }
    };
    let error = props.error.clone();
    html! {
        <div class={classes!("field", (error.is_some() || !wrong.is_empty()).then_some("wrong"))}>
            <span class="label" id={format!("{}-label", props.id)}>{ &props.label }</span>
            <span class="hint">{ words.say(say::UPLOAD_HINT) }</span>
            if !props.chosen.is_empty() { <ul class="uploads">{ for props.chosen.iter().map(line) }</ul> }
            if !props.chosen.is_empty() && props.remove.is_some() {
                <span class="hint">{ words.fill(say::UPLOADS_KEPT, &[("days", &KEPT_UNUSED_DAYS)]) }</span>
            }
            <span class="file">
                <input id={props.id.clone()} type="file" accept={ACCEPT} multiple=true onchange={choose}
                    disabled={sending.is_some()} aria-labelledby={format!("{}-label", props.id)} />
                <span class="button quiet little" aria-hidden="true">{ words.say(say::UPLOAD) }</span>
            </span>
            <div role="status">
                if let Some(name) = &*sending { <p class="reading">{ words.fill(say::UPLOADING, &[("name", name)]) }</p> }
                { for wrong.iter().map(|text| html! { <p class="error">{ text }</p> }) }
                if let Some(error) = error { <p class="error">{ error }</p> }
            </div>
        </div>
    }
}

/// The name of a document on the doctor's own device.
pub fn name_of(known: &[EvidenceView], id: &str) -> String {
    let found = known.iter().find(|view| view.id.as_str() == id);
    found.map_or_else(|| id.to_owned(), |view| view.file_name.clone())
}

/// Uploads a file and has it checked.
async fn upload(file: &File, kind: EvidenceKind, words: Words) -> Result<EvidenceView, String> {
    let said = |rejection: Rejection| rejection.text(words.language);
    let media_type = judge(&file.name(), &file.type_()).map_err(said)?;
    // Sizes of files are whole numbers below 2^53.
    let size = file.size() as u64;
    check_size(size).map_err(said)?;
    let failed = || words.fill(say::UPLOAD_FAILED, &[("name", &file.name())]);
    let told = |problem: api::problem::Problem| {
        let texts: Vec<&str> = problem
            .fields
            .iter()
            .map(|field| field.text.as_str())
            .collect();
        if texts.is_empty() {
            problem.detail.unwrap_or(problem.title)
        } else {
            texts.join("")
        }
    };
    let start = EvidenceStart {
        kind,
        media_type: media_type.as_str().to_owned(),
        size,
        file_name: file.name(),
    };
    let form = client::call::<api::BeginEvidence>(&api::NoPath {}, &start, &browser::new_key())
        .await
        .map_err(told)?;
    if !send(&form, file).await.unwrap_or(false) {
        return Err(failed());
    }
    let path = EvidencePath {
        evidence: form.evidence,
    };
    client::call::<api::CheckEvidence>(&path, &api::NoBody {}, &browser::new_key())
        .await
        .map_err(told)
}

/// The type by name and by what the browser says, before anything is sent.
fn judge(name: &str, media_type: &str) -> Result<MediaType, Rejection> {
    let ending = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if media_type.starts_with("image/hei") || matches!(&*ending, "heic" | "heif") {
        return Err(Code::Heic.into());
    }
    let by_ending = MediaType::ALL
        .iter()
        .find(|known| known.extension() == ending);
    MediaType::parse(media_type)
        .ok()
        .or_else(|| by_ending.copied())
        .or_else(|| (ending == "jpeg").then_some(MediaType::Jpeg))
        .ok_or_else(|| Code::BadMediaType.into())
}

async fn send(form: &EvidenceUpload, file: &File) -> Result<bool, wasm_bindgen::JsValue> {
    let data = FormData::new()?;
    for (name, value) in &form.fields {
        data.append_with_str(name, value)?;
    }
    data.append_with_blob("file", file)?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&data);
    let answer =
        JsFuture::from(browser::window().fetch_with_str_and_init(&form.url, &init)).await?;
    Ok(Response::from(answer).ok())
}

#[derive(Properties, PartialEq)]
pub struct ShowOwnProps {
    pub evidence: EvidenceId,
    pub name: AttrValue,
}

/// A button that shows one's own document.
#[component]
pub fn ShowOwn(props: &ShowOwnProps) -> Html {
    let words = use_words();
    let open = use_state(|| false);
    let address = client::address::<api::ViewMyEvidence>(&EvidencePath {
        evidence: props.evidence.clone(),
    });
    let show = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    html! {
        <>
            <button type="button" class="button quiet little" onclick={show}
                aria-label={format!("{} {}", words.say(say::SHOW), props.name)}>{ words.say(say::SHOW) }</button>
            if *open { <OwnDocument {address} {close} /> }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct OwnDocumentProps {
    address: String,
    close: Callback<()>,
}

#[component]
fn OwnDocument(props: &OwnDocumentProps) -> Html {
    let document = crate::load::use_load::<api::ViewMyEvidence>(props.address.clone());
    html! { <DocumentDialog document={document.state.clone()} again={document.again.clone()} close={props.close.clone()} /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heic_is_told_before_anything_is_sent() {
        for (name, kind) in [
            ("IMG_1.HEIC", ""),
            ("a.jpg", "image/heic"),
            ("b.heif", "image/heif"),
        ] {
            assert_eq!(
                judge(name, kind).map_err(|r| r.code),
                Err(Code::Heic),
                "{name}"
            );
        }
    }

    #[test]
    fn a_file_is_known_by_its_type_or_its_ending() {
        assert_eq!(judge("a.pdf", "application/pdf"), Ok(MediaType::Pdf));
        assert_eq!(judge("a.JPEG", ""), Ok(MediaType::Jpeg));
        assert_eq!(judge("a.png", ""), Ok(MediaType::Png));
        assert_eq!(
            judge("a.exe", "").map_err(|r| r.code),
            Err(Code::BadMediaType)
        );
    }
}

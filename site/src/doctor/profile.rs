//! 登録情報: everything registered, and the part that a doctor changes directly (features.md #46).

use std::rc::Rc;

use api::applications::EvidenceView;
use api::my_page::{ContactChange, IdentityDocument, ProfileView};
use api::problem::Problem;
use domain::assurance::Assurance;
use domain::evidence::EvidenceKind;
use domain::label;
use domain::registration::ContactForm;
use yew::prelude::*;

use super::calendar::CalendarSection;
use super::evidence::Uploads;
use crate::browser;
use crate::markup::{component, html};

use crate::client;
use crate::draft::{self, use_draft};
use crate::form::use_form;
use crate::load::use_load;
use crate::reference::use_list;
use crate::register::{address, confirm, names};
use crate::text::{doctor as say, registration as registered};
use crate::ui::{ErrorSummary, Page, ProblemNote, Submit, say_aloud};
use crate::words::use_words;

/// The page.
#[component]
pub fn ProfilePage() -> Html {
    let words = use_words();
    let profile =
        use_load::<api::ReadMyProfile>(client::address::<api::ReadMyProfile>(&api::NoPath {}));
    html! {
        <Page title={words.say(say::PROFILE_TITLE)} narrow=true>
            <p>{ words.say(say::PROFILE_TEXT) }</p>
            { profile.draw(|view| html! { <Shown view={Rc::clone(view)} put={profile.put.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties)]
struct ShownProps {
    view: Rc<ProfileView>,
    put: Callback<ProfileView>,
}

impl PartialEq for ShownProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let words = use_words();
    let specialties = use_list("specialties");
    let societies = use_list("societies");
    let view = &props.view;
    let changing = use_state(|| draft::kept::<ContactForm>(&kept_as(view)).is_some());
    let associations = if view.associations.is_empty() {
        words.say(say::NON_MEMBER).to_owned()
    } else {
        view.associations.join(words.comma())
    };
    let mut lines = vec![
        (registered::LOGIN_ID, view.login_id.clone()),
        (registered::EMAIL, view.email.to_string()),
        (
            registered::REGISTER_NUMBER,
            view.register_number.shown(words.language),
        ),
        (say::ASSOCIATIONS, associations),
        (
            say::IDENTITY,
            words.say(label::assurance(view.assurance)).to_owned(),
        ),
    ];
    lines.extend(confirm::profile_lines(
        &view.profile,
        words,
        &specialties,
        &societies,
    ));
    let set = |open: bool| {
        let changing = changing.clone();
        Callback::from(move |()| changing.set(open))
    };
    html! {
        <>
            if *changing {
                <Change view={Rc::clone(view)} put={props.put.clone()} close={set(false)} />
            } else {
                <div><button type="button" class="button" onclick={set(true).reform(|_| ())}>{ words.say(say::CHANGE_CONTACT) }</button></div>
            }
            if view.assurance == Assurance::Claimed {
                <Licence view={Rc::clone(view)} put={props.put.clone()} />
            }
            <section class="card">{ confirm::list(&lines, words) }</section>
            <CalendarSection />
        </>
    }
}

/// 本人確認: the image of the licence, sent as soon as it is uploaded and checked.
#[component]
fn Licence(props: &ShownProps) -> Html {
    let words = use_words();
    let problem = use_state(|| None::<Problem>);
    let sent = &props.view.identity_documents;
    let add = {
        let (put, problem) = (props.put.clone(), problem.clone());
        Callback::from(move |view: EvidenceView| {
            let (put, problem) = (put.clone(), problem.clone());
            yew::platform::spawn_local(async move {
                let document = IdentityDocument { evidence: view.id };
                let key = browser::new_key();
                match client::call::<api::SendIdentityDocument>(&api::NoPath {}, &document, &key)
                    .await
                {
                    Ok(view) => {
                        problem.set(None);
                        put.emit(view);
                    }
                    Err(found) => problem.set(Some(found)),
                }
            });
        })
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(say::LICENCE_TITLE) }</h2>
            <p>{ words.say(say::LICENCE_TEXT) }</p>
            <Uploads id="licence" label={words.say(say::LICENCE_LABEL)} kind={EvidenceKind::Licence}
                chosen={sent.iter().map(|one| one.id.to_string()).collect::<Vec<_>>()} known={Rc::new(sent.clone())} {add} />
            <ProblemNote problem={(*problem).clone()} />
        </section>
    }
}

#[derive(Properties)]
struct ChangeProps {
    view: Rc<ProfileView>,
    put: Callback<ProfileView>,
    close: Callback<()>,
}

impl PartialEq for ChangeProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

/// Under this name the tab keeps a change that was not sent.
fn kept_as(view: &ProfileView) -> String {
    format!("contact:{}", view.version)
}

/// The contact as it can be typed over.
fn as_form(contact: &domain::contact::Contact) -> ContactForm {
    let phone = |phone: &Option<domain::contact::PhoneNumber>| {
        phone.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    ContactForm {
        postal_code: contact.home.postal_code.to_string(),
        prefecture: contact.home.prefecture.to_string(),
        street: contact.home.street.clone(),
        building: contact.home.building.clone().unwrap_or_default(),
        mobile: contact.mobile.to_string(),
        telephone: phone(&contact.telephone),
        fax: phone(&contact.fax),
    }
}

/// 連絡先・自宅住所の変更.
#[component]
fn Change(props: &ChangeProps) -> Html {
    let words = use_words();
    let name = kept_as(&props.view);
    let form = use_form(
        || draft::kept(&name).unwrap_or_else(|| as_form(&props.view.profile.contact)),
        |form: &ContactForm| form.check().err().unwrap_or_default(),
    );
    use_draft(name.clone(), form.value());
    let close = {
        let close = props.close.clone();
        Callback::from(move |()| {
            draft::forget(&name);
            close.emit(());
        })
    };
    let problem = use_state(|| None::<Problem>);
    let busy = use_state(|| false);
    let save = {
        let (form, problem, busy) = (form.clone(), problem.clone(), busy.clone());
        let (version, put, close) = (props.view.version, props.put.clone(), close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            problem.set(None);
            if *busy {
                return;
            }
            let Some((typed, key)) = form.submit() else {
                return;
            };
            busy.set(true);
            let (form, problem, busy) = (form.clone(), problem.clone(), busy.clone());
            let (put, close) = (put.clone(), close.clone());
            yew::platform::spawn_local(async move {
                let change = ContactChange {
                    version,
                    form: typed,
                };
                match client::call::<api::ChangeMyContact>(&api::NoPath {}, &change, &key).await {
                    Ok(view) => {
                        say_aloud(words.say(say::CHANGED));
                        close.emit(());
                        put.emit(view);
                    }
                    Err(mut found) => {
                        // The fields stand below `form` in the request.
                        for field in &mut found.fields {
                            field.field = field.field.trim_start_matches("form.").to_owned();
                        }
                        form.refused(&found);
                        problem.set(Some(found));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let name = Callback::from(move |path: AttrValue| names::of(&path, words));
    html! {
        <form class="form card" onsubmit={save} novalidate=true>
            <ErrorSummary errors={form.errors(words)} {name} />
            <ProblemNote problem={(*problem).clone()} />
            { address::contact_fields(&form, "", words, |form| form) }
            <div class="buttons">
                <Submit text={words.say(say::SAVE)} busy={*busy} />
                <button type="button" class="button quiet" onclick={close.reform(|_| ())}>{ words.say(crate::text::frame::BACK) }</button>
            </div>
        </form>
    }
}

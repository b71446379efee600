//! お知らせ of administrators (features.md #3): what is shown or will be, and writing another.

use std::rc::Rc;

use api::{
    ListEveryNotice, NoBody, NoPath, PostNotice, WithdrawNotice,
    notices::{NoticeBoard, NoticePath, PostedNotice},
    problem::Problem,
};
use domain::notice::NoticeForm;
use yew::prelude::*;

use crate::form::use_form;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::question::use_question;
use crate::text::administration as say;
use crate::ui::{
    Checkbox, Confirm, DateField, ErrorSummary, Page, ProblemNote, Submit, Tag, TextArea,
    TextField, Tone, say_aloud,
};
use crate::words::{Words, use_words};
use crate::{browser, client};

/// The page.
#[component]
pub fn NoticesPage() -> Html {
    let words = use_words();
    let load = use_load::<ListEveryNotice>(client::address::<ListEveryNotice>(&NoPath {}));
    let put = load.put.clone();
    html! {
        <Page title={words.say(say::NOTICES)}>
            <p>{ words.say(say::NOTICES_NOTE) }</p>
            { load.draw(|board| html! { <Board board={board.clone()} put={put.clone()} /> }) }
            <NoticeText {put} />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct BoardProps {
    board: Rc<NoticeBoard>,
    put: Callback<NoticeBoard>,
}

/// What is shown or will be.
#[component]
fn Board(props: &BoardProps) -> Html {
    let words = use_words();
    let question = use_question::<PostedNotice>();
    let notices = &props.board.notices;
    if notices.is_empty() {
        return html! { <section class="card"><p>{ words.say(say::NO_NOTICES) }</p></section> };
    }
    let rows = notices
        .iter()
        .map(|posted| row(words, posted, question.ask(posted)));
    let withdraw = {
        let put = props.put.clone();
        question.yes(
            |posted| async move {
                let path = NoticePath { notice: posted.id };
                client::call::<WithdrawNotice>(&path, &NoBody {}, &browser::new_key()).await
            },
            move |board| {
                put.emit(board);
                say_aloud(words.say(say::NOTICE_WITHDRAWN));
            },
        )
    };
    html! {
        <section class="card stack">
            <ProblemNote problem={question.problem()} />
            <ul class="rows">{ for rows }</ul>
            if let Some(posted) = question.asked() {
                <Confirm id="withdraw" title={words.say(say::NOTICE_WITHDRAW)} action={words.say(say::NOTICE_WITHDRAW)}
                    busy={question.is_busy()} yes={withdraw} no={question.no()}>
                    <p>{ words.fill(say::NOTICE_WITHDRAW_ASK, &[("title", &posted.notice.title)]) }</p>
                </Confirm>
            }
        </section>
    }
}

fn row(words: Words, posted: &PostedNotice, ask: Callback<MouseEvent>) -> Html {
    let notice = &posted.notice;
    let (tone, state) = match (posted.shown, notice.outage) {
        (true, true) => (Tone::Soon, say::NOTICE_OUTAGE),
        (true, false) => (Tone::Met, say::NOTICE_SHOWN),
        (false, _) => (Tone::Plain, say::NOTICE_LATER),
    };
    let (from, until) = (notice.from.shown_in_japan(), notice.until.shown_in_japan());
    let period = words.language.period(&from, &until);
    html! {
        <li class="row">
            <div>
                <strong>{ &notice.title }</strong>
                <small>{ words.fill(say::NOTICE_TIMES, &[("period", &period), ("by", &posted.by)]) }</small>
            </div>
            <div class="buttons">
                <Tag {tone} text={words.say(state)} />
                <button type="button" class="button quiet little" onclick={ask}>{ words.say(say::NOTICE_WITHDRAW) }</button>
            </div>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct TextProps {
    put: Callback<NoticeBoard>,
}

/// Another notice.
#[component]
fn NoticeText(props: &TextProps) -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let form = use_form(NoticeForm::default, |form: &NoticeForm| {
        form.check(browser::now()).err().unwrap_or_default()
    });
    let post = {
        let (form, busy, problem, put) = (
            form.clone(),
            busy.clone(),
            problem.clone(),
            props.put.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((typed, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (form, busy, problem, put) =
                (form.clone(), busy.clone(), problem.clone(), put.clone());
            yew::platform::spawn_local(async move {
                match client::call::<PostNotice>(&NoPath {}, &typed, &key).await {
                    Ok(board) => {
                        problem.set(None);
                        form.reset(NoticeForm::default());
                        put.emit(board);
                        say_aloud(words.say(say::NOTICE_POSTED));
                    }
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
                busy.set(false);
            });
        })
    };
    let name = Callback::from(move |path: AttrValue| AttrValue::Static(words.say(label(&path))));
    let day = |path: &'static str, at: fn(&mut NoticeForm) -> &mut String| {
        html! { <DateField bound={form.text(path, words, at)} label={words.say(label(path))}
        hint={Html::from(words.say(say::NOTICE_DAY_HINT))} /> }
    };
    let time = |path: &'static str, at: fn(&mut NoticeForm) -> &mut String| {
        html! { <TextField bound={form.text(path, words, at)} label={words.say(label(path))} width="w-s"
        hint={Html::from(words.say(say::NOTICE_TIME_HINT))} /> }
    };
    html! {
        <form class="form card" novalidate=true onsubmit={post}>
            <h2>{ words.say(say::NOTICE_NEW) }</h2>
            <ErrorSummary errors={form.errors(words)} {name} />
            <ProblemNote problem={(*problem).clone()} />
            <TextField bound={form.text("title", words, |form| &mut form.title)} label={words.say(label("title"))} />
            <TextArea bound={form.text("text", words, |form| &mut form.text)} label={words.say(label("text"))} />
            <TextField bound={form.text("title_en", words, |form| &mut form.title_en)} label={words.say(label("title_en"))} required=false />
            <TextArea bound={form.text("text_en", words, |form| &mut form.text_en)} label={words.say(label("text_en"))} required=false />
            <Checkbox ticked={form.tick("outage", words, |form| &mut form.outage)}>{ words.say(say::NOTICE_IS_OUTAGE) }</Checkbox>
            { day("from_day", |form| &mut form.from_day) }
            { time("from_time", |form| &mut form.from_time) }
            { day("until_day", |form| &mut form.until_day) }
            { time("until_time", |form| &mut form.until_time) }
            <div class="buttons"><Submit text={words.say(say::NOTICE_POST)} busy={*busy} /></div>
        </form>
    }
}

fn label(path: &str) -> domain::label::Label {
    match path {
        "title" => say::NOTICE_TITLE,
        "text" => say::NOTICE_TEXT,
        "title_en" => say::NOTICE_TITLE_EN,
        "text_en" => say::NOTICE_TEXT_EN,
        "from_day" => say::NOTICE_FROM_DAY,
        "from_time" => say::NOTICE_FROM_TIME,
        "until_day" => say::NOTICE_UNTIL_DAY,
        _ => say::NOTICE_UNTIL_TIME,
    }
}

//! 学習単位取得証, 認定証 and 受講証明書: asked for, then opened from the list (features.md #77–#79).

use api::certificates::CertificateSummary;
use api::learning::PaperRequest;
use api::problem::Problem;
use domain::calendar::{Date, FiscalYear};
use domain::certificate::CertificateKind;
use domain::rejection::{Code, FieldProblem, Problems};
use yew::prelude::*;

use crate::markup::{classes, component, html};

use crate::doctor::{certificate_rows, year_name};
use crate::form::use_form;
use crate::text::learning as say;
use crate::ui::{DateField, ErrorSummary, ProblemNote, say_aloud};
use crate::words::use_words;
use crate::{browser, client};

/// How often it is looked whether a paper is there, and how long apart.
const LOOKS: u32 = 6;
const LOOK_EVERY_MS: i32 = 1500;

/// Asks for a paper, and looks for it until it should be there.
fn ask(request: PaperRequest, issued: Callback<()>, done: impl FnOnce(Option<Problem>) + 'static) {
    yew::platform::spawn_local(async move {
        let key = browser::new_key();
        match client::call::<api::RequestPaper>(&api::NoPath {}, &request, &key).await {
            Ok(paper) => {
                done(None);
                issued.emit(());
                if !paper.ready {
                    for _ in 0..LOOKS {
                        browser::wait(LOOK_EVERY_MS).await;
                        issued.emit(());
                    }
                }
            }
            Err(problem) => done(Some(problem)),
        }
    });
}

#[derive(Properties, PartialEq)]
pub struct IssueButtonProps {
    pub text: AttrValue,
    pub kind: CertificateKind,
    pub year: FiscalYear,
    #[prop_or_default]
    pub little: bool,
    /// It was asked for, or may be there by now.
    pub issued: Callback<()>,
}

/// The button that asks for a paper of a year.
#[component]
pub fn IssueButton(props: &IssueButtonProps) -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let press = {
        let (busy, problem, issued) = (busy.clone(), problem.clone(), props.issued.clone());
        let (kind, year) = (props.kind, props.year);
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            let request = PaperRequest {
                kind,
                year: Some(year),
                from: String::new(),
                to: String::new(),
            };
            let (busy, problem) = (busy.clone(), problem.clone());
            ask(request, issued.clone(), move |found| {
                busy.set(false);
                if found.is_none() {
                    say_aloud(words.say(say::BEING_MADE));
                }
                problem.set(found);
            });
        })
    };
    let class = classes!("button", "quiet", props.little.then_some("little"));
    html! {
        <div>
            <button type="button" {class} disabled={*busy} onclick={press}>
                { &props.text }<span class="away">{ format!(" {}", year_name(props.year, words)) }</span>
            </button>
            <ProblemNote problem={(*problem).clone()} />
        </div>
    }
}

/// 受講証明書, as typed.
#[derive(Clone, Default, PartialEq)]
struct Period {
    from: String,
    to: String,
}

fn check(period: &Period) -> Vec<FieldProblem> {
    let mut problems = Problems::new();
    let from = problems.take("from", Date::parse(&period.from));
    let to = problems.take("to", Date::parse(&period.to));
    if let Some((from, to)) = from.zip(to) {
        if to > browser::today() {
            problems.add("to", Code::InFuture);
        } else if to < from {
            problems.add("to", Code::EndBeforeStart);
        }
    }
    problems.into_found()
}

#[derive(Properties, PartialEq)]
pub struct PapersProps {
    pub certificates: Vec<CertificateSummary>,
    pub again: Callback<()>,
}

/// The list of papers, and the form for 受講証明書.
#[component]
pub fn Papers(props: &PapersProps) -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let form = use_form(
        || {
            let year = FiscalYear::of(browser::today());
            Period {
                from: year.start().to_string(),
                to: browser::today().to_string(),
            }
        },
        check,
    );
    let submit = {
        let (form, busy, problem, again) = (
            form.clone(),
            busy.clone(),
            problem.clone(),
            props.again.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((period, _)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let request = PaperRequest {
                kind: CertificateKind::Attendance,
                year: None,
                from: period.from,
                to: period.to,
            };
            let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
            ask(request, again.clone(), move |found| {
                busy.set(false);
                match &found {
                    Some(refused) => form.refused(refused),
                    None => say_aloud(words.say(say::BEING_MADE)),
                }
                problem.set(found);
            });
        })
    };
    html! {
        <div class="two even">
            <section class="card stack" id="papers" aria-live="polite">
                <h2>{ words.say(say::PAPERS) }</h2>
                if props.certificates.is_empty() {
                    <p class="quiet">{ words.say(say::PAPERS_NONE) }</p>
                } else {
                    { certificate_rows(&props.certificates, words) }
                }
            </section>
            <section class="card stack">
                <h2>{ words.say(say::ATTENDANCE) }</h2>
                <p>{ words.say(say::ATTENDANCE_TEXT) }</p>
                <form class="form" onsubmit={submit} novalidate=true>
                    <ErrorSummary errors={form.errors(words)} />
                    <DateField bound={form.text("from", words, |period| &mut period.from)} label={words.say(say::FROM)} />
                    <DateField bound={form.text("to", words, |period| &mut period.to)} label={words.say(say::TO)} />
                    <ProblemNote problem={(*problem).clone()} />
                    <div class="buttons">
                        <button type="submit" class="button" disabled={*busy}>{ words.say(say::ISSUE) }</button>
                    </div>
                </form>
            </section>
        </div>
    }
}

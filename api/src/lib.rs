//! The contract between the site, organisers' programs and the functions.
//!
//! Every endpoint is declared **once**, in the macro `endpoints!` below: method, path, access, what its
//! function may touch, request and response. The local router, the Lambda mains, the SAM
//! template with its least-privilege policies, `docs/routes.md`, `docs/permissions.md`, the
//! OpenAPI document, the denial tests and the site's client all come from this list. An endpoint
//! without a handler in `functions` does not compile.

pub mod access;
pub mod applications;
pub mod calendars;
pub mod catalogue;
pub mod certificates;
pub mod courses;
pub mod credits;
mod declaration;
pub mod holders;
pub mod identity;
pub mod jobs;
pub mod learning;
pub mod my_page;
pub mod notices;
pub mod organizers;
mod parameters;
pub mod problem;
pub mod reference;
pub mod review;
pub mod round_calendars;
pub mod rounds;
pub mod rule_sets;
pub mod titles;

pub use declaration::{
    CalendarFile, Declaration, Endpoint, MOST_BODY_BYTES, Method, Need, NoBody, NoPath, NoQuery,
    Redirect, Subject, fill_path, percent_encode,
};
pub use parameters::parameters;

/// Declares the endpoints and [`for_each_endpoint!`], the list as a macro for crates that must
/// have something for each of them.
macro_rules! endpoints {
    ($(
        $(#[doc = $summary:literal])+
        $subject:ident $module:ident :: $name:ident / $type:ident = $method:ident $path:literal
            for $access:ident
            needs [$($need:ident),*]
            path $path_type:ty, query $query_type:ty, request $request:ty => $response:ty;
    )*) => {
        $(
            $(#[doc = $summary])+
            pub struct $type;

            impl Endpoint for $type {
                const DECLARATION: Declaration = Declaration {
                    name: stringify!($name),
                    type_name: stringify!($type),
                    subject: Subject::$subject,
                    method: Method::$method,
                    path: $path,
                    access: <access::$access as access::Rule>::ACCESS,
                    needs: &[$(Need::$need),*],
                    summary: concat!($($summary, "\n"),+),
                };
                type Access = access::$access;
                type Path = $path_type;
                type Query = $query_type;
                type Request = $request;
                type Response = $response;
            }
        )*

        /// Every endpoint, in the order of declaration.
        pub const ENDPOINTS: &[Declaration] = &[$(<$type as Endpoint>::DECLARATION),*];

        /// Calls `$then!` once with the list `module name Type METHOD;` of all endpoints.
        #[macro_export]
        macro_rules! for_each_endpoint {
            ($then:ident) => {
                $then! { $( $module $name $type $method; )* }
            };
        }
    };
}

endpoints! {
    // ---- 利用者登録とログイン
    /// 利用者登録を始める: consents and e-mail; the answer is the same for every address (features.md #5, #6, #9, #10, #12).
    Identity identity::start_registration / StartRegistration = POST "/registrations" for Anyone
        needs [Write, Seal]
        path NoPath, query NoQuery, request identity::RegistrationStart => identity::RegistrationStarted;
    /// 確認メールのリンクを開く: re-opens until completed, within 24 hours, and resumes the form (#11).
    Identity identity::open_registration / OpenRegistration = POST "/registrations/opening" for Anyone
        needs [Read]
        path NoPath, query NoQuery, request identity::LinkSecret => identity::RegistrationOpened;
    /// 入力途中の利用者登録を預かる: so that the form resumes on any device (#11); never the password.
    Identity identity::save_registration_draft / SaveRegistrationDraft = POST "/registrations/draft" for Anyone
        needs [Write]
        path NoPath, query NoQuery, request identity::RegistrationDraft => identity::DraftSaved;
    /// 利用者登録を完了する (#9, #14–#31).
    Identity identity::complete_registration / CompleteRegistration = POST "/registrations/completion" for Anyone
        needs [Read, Write, Password, Seal]
        path NoPath, query NoQuery, request identity::RegistrationCompletion => identity::RegistrationCompleted;
    /// ログイン (#1, #32).
    Identity identity::sign_in / SignIn = POST "/sign-ins" for Anyone
        needs [Write, Password, Seal]
        path NoPath, query NoQuery, request identity::Credentials => identity::SignInView;
    /// 現在のログイン: who is signed in, for the site's frame.
    Identity identity::read_sign_in / ReadSignIn = GET "/sign-ins/current" for SignedIn
        needs [Read, Seal]
        path NoPath, query NoQuery, request NoBody => identity::SignInView;
    /// ログアウト.
    Identity identity::sign_out / SignOut = DELETE "/sign-ins/current" for SignedIn
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request NoBody => identity::SignedOut;

    // ---- マイページ
    /// マイページ: sign-in, profile, tallies, current year, applications and certificates in one read (#46, #72).
    MyPage my_page::read_my_page / ReadMyPage = GET "/me" for Doctor
        needs [Read, Rules, Seal]
        path NoPath, query NoQuery, request NoBody => my_page::MyPage;
    /// 単位・受講の履歴 of one fiscal year (#72).
    MyPage my_page::list_my_credits / ListMyCredits = GET "/me/credits" for Doctor
        needs [Read, Rules, Seal]
        path NoPath, query my_page::FiscalYearQuery, request NoBody => my_page::CreditHistory;
    /// 登録情報 (#46).
    MyPage my_page::read_my_profile / ReadMyProfile = GET "/me/profile" for Doctor
        needs [Read, Seal]
        path NoPath, query NoQuery, request NoBody => my_page::ProfileView;
    /// 連絡先・自宅住所の変更 (#46, the part a doctor changes directly).
    MyPage my_page::change_my_contact / ChangeMyContact = POST "/me/contact" for Doctor
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request my_page::ContactChange => my_page::ProfileView;

    /// 受講した研修会を探す: of one day and prefecture, with the posting clock and, once it is over, whom to ask (#60).
    MyPage my_page::list_held_courses / ListHeldCourses = GET "/me/held-courses" for Doctor
        needs [Read, ReadIndex, Rules, Seal]
        path NoPath, query my_page::HeldCoursesQuery, request NoBody => my_page::HeldCourses;
    /// 主催者に問い合わせる, once the posting time is over: by mail, with the doctor's address to answer to (#60).
    MyPage my_page::ask_organizer / AskOrganizer = POST "/me/enquiries" for Doctor
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request my_page::OrganizerEnquiry => my_page::EnquirySent;
    /// 本人確認のために医師免許証・医師資格証を送る: for everybody whose identity is not confirmed.
    MyPage my_page::send_identity_document / SendIdentityDocument = POST "/me/identity-documents" for Doctor
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request my_page::IdentityDocument => my_page::ProfileView;

    // ---- 修了申請 (医師)
    /// 申請の準備: the rule in force, the units found, what is missing (#101–#103, #112, L5).
    Applications applications::prepare_application / PrepareApplication = GET "/me/application-preparations/{programme}" for Doctor
        needs [Read, Rules, Seal]
        path applications::ProgrammePath, query NoQuery, request NoBody => applications::Preparation;
    /// 証明書類のアップロードを始める: a pre-signed form bound to size and type (#104–#111).
    Applications applications::begin_evidence / BeginEvidence = POST "/me/evidence" for Doctor
        needs [Read, Write, PutEvidence, Seal]
        path NoPath, query NoQuery, request applications::EvidenceStart => applications::EvidenceUpload;
    /// アップロードした書類を確かめる: it counts only after its content was sniffed.
    Applications applications::check_evidence / CheckEvidence = POST "/me/evidence/{evidence}/check" for Doctor
        needs [Read, Write, ReadEvidence, PutEvidence, Seal]
        path applications::EvidencePath, query NoQuery, request NoBody => applications::EvidenceView;
    /// 自分の書類を見る: a short-lived address.
    Applications applications::view_my_evidence / ViewMyEvidence = GET "/me/evidence/{evidence}/document" for Doctor
        needs [Read, ReadEvidence, Seal]
        path applications::EvidencePath, query NoQuery, request NoBody => applications::DocumentAddress;
    /// 申請する (#100–#112).
    Applications applications::submit_application / SubmitApplication = POST "/me/applications" for Doctor
        needs [Read, Write, Rules, Seal]
        path NoPath, query NoQuery, request domain::application::ApplicationForm => applications::ApplicationView;
    /// 申請履歴 by programme, fiscal year and date with 審査状況 (#114, #115).
    Applications applications::list_my_applications / ListMyApplications = GET "/me/applications" for Doctor
        needs [Read, Seal]
        path NoPath, query applications::ApplicationFilter, request NoBody => applications::ApplicationList;
    /// 申請の内容と審査状況.
    Applications applications::read_my_application / ReadMyApplication = GET "/me/applications/{application}" for Doctor
        needs [Read, Rules, Seal]
        path applications::ApplicationPath, query NoQuery, request NoBody => applications::ApplicationView;
    /// 差戻しを直して再申請する (#113).
    Applications applications::resubmit_application / ResubmitApplication = POST "/me/applications/{application}/resubmissions" for Doctor
        needs [Read, Write, Rules, Seal]
        path applications::ApplicationPath, query NoQuery, request domain::application::ApplicationForm => applications::ApplicationView;
    /// 申請を取り下げる.
    Applications applications::withdraw_application / WithdrawApplication = POST "/me/applications/{application}/withdrawal" for Doctor
        needs [Read, Write, Rules, Seal]
        path applications::ApplicationPath, query NoQuery, request NoBody => applications::ApplicationView;

    // ---- 証書
    /// 認定証・修了証の一覧 (#116).
    Certificates certificates::list_my_certificates / ListMyCertificates = GET "/me/certificates" for Doctor
        needs [Read, Seal]
        path NoPath, query NoQuery, request NoBody => certificates::CertificateList;
    /// 証書を開く: redirects the browser tab to the PDF (#116).
    Certificates certificates::open_my_certificate / OpenMyCertificate = GET "/me/certificates/{certificate}/document" for Doctor
        needs [Read, ReadCertificate, Seal]
        path certificates::CertificatePath, query NoQuery, request NoBody => declaration::Redirect;
    /// 証書の確認: every printed field and whether it is valid, for anybody who holds the paper (#134).
    Certificates certificates::verify_certificate / VerifyCertificate = POST "/certificates/verification" for Anyone
        needs [Read]
        path NoPath, query NoQuery, request identity::LinkSecret => certificates::Verification;

    // ---- 審査 (医師会)
    /// 審査待ちの申請, oldest first (#113).
    Review review::list_applications / ListApplications = GET "/review/applications" for Officer
        needs [Read, ReadIndex, Write, Seal]
        path NoPath, query review::QueueFilter, request NoBody => review::ApplicationQueue;
    /// 申請の内容を見る, audited (#113).
    Review review::read_application / ReadApplication = GET "/review/applications/{application}" for Officer
        needs [Read, Write, Rules, Seal]
        path applications::ApplicationPath, query NoQuery, request NoBody => review::ApplicationCase;
    /// 申請の書類を見る, audited (#113).
    Review review::view_evidence / ViewEvidence = GET "/review/applications/{application}/evidence/{evidence}" for Officer
        needs [Read, Write, ReadEvidence, Seal]
        path review::CaseEvidencePath, query NoQuery, request NoBody => applications::DocumentAddress;
    /// 進達: the first stage found it in order and passes it on to the committee's round (#85–#87).
    Review review::forward_application / ForwardApplication = POST "/review/applications/{application}/forwarding" for Officer
        needs [Read, Write, Rules, Seal]
        path applications::ApplicationPath, query NoQuery, request titles::Forwarding => review::ApplicationCase;
    /// 産業医学研修手帳の原本が届いた (#69).
    Review review::receive_handbook / ReceiveHandbook = POST "/review/applications/{application}/handbook" for Officer
        needs [Read, Write, Rules, Seal]
        path applications::ApplicationPath, query NoQuery, request titles::HandbookReceipt => review::ApplicationCase;
    /// 申告内容を確認した: by somebody who did not receive the handbook (#68–#71, L14).
    Review review::check_declared / CheckDeclared = POST "/review/applications/{application}/declared-check" for Officer
        needs [Read, Write, Rules, Seal]
        path applications::ApplicationPath, query NoQuery, request titles::DeclaredFindings => review::ApplicationCase;
    /// 承認 (#113).
    Review review::approve_application / ApproveApplication = POST "/review/applications/{application}/approval" for Officer
        needs [Read, Write, Rules, Seal]
        path applications::ApplicationPath, query NoQuery, request review::Approval => review::ApplicationCase;
    /// 差戻し with the reason (#113).
    Review review::send_back_application / SendBackApplication = POST "/review/applications/{application}/sending-back" for Officer
        needs [Read, Write, Rules, Seal]
        path applications::ApplicationPath, query NoQuery, request review::SendingBack => review::ApplicationCase;
    /// 承認待ちの研修会 (#58).
    Review review::list_course_reviews / ListCourseReviews = GET "/review/courses" for Officer
        needs [Read, ReadIndex, Audit, Seal]
        path NoPath, query NoQuery, request NoBody => courses::CourseList;
    /// 研修会を承認する (#58).
    Review review::approve_course / ApproveCourse = POST "/review/courses/{course}/approval" for Officer
        needs [Read, Write, Rules, Seal]
        path courses::CoursePath, query NoQuery, request courses::CourseApproval => courses::CourseView;
    /// 研修会を差し戻す (#58).
    Review review::send_back_course / SendBackCourse = POST "/review/courses/{course}/sending-back" for Officer
        needs [Read, Write, Rules, Seal]
        path courses::CoursePath, query NoQuery, request review::SendingBack => courses::CourseView;
    /// 運営委員会の審査回にかかる研修会, for the national association (#58, #87).
    Review review::read_course_agenda / ReadCourseAgenda = GET "/review/course-agenda" for Officer
        needs [Read, ReadIndex, Rules, Audit, Seal]
        path NoPath, query courses::AgendaQuery, request NoBody => courses::CourseAgenda;
    /// 研修会の日医承認, singly or in bulk, with the day of the committee (#58, #87).
    Review review::approve_course_agenda / ApproveCourseAgenda = POST "/review/course-agenda/{round}/approvals" for Officer
        needs [Read, Write, Rules, Seal]
        path courses::RoundPath, query NoQuery, request courses::RoundApproval => courses::RoundDecisions;
    /// 本人確認が要る登録 (identity assurance, domain.md).
    Review review::list_identity_claims / ListIdentityClaims = GET "/review/identity-claims" for Officer
        needs [Read, ReadIndex, Write, Seal]
        path NoPath, query NoQuery, request NoBody => review::IdentityClaimQueue;
    /// 本人確認のために送られた書類を見る, audited: of either side of a claim.
    Review review::view_identity_document / ViewIdentityDocument = GET "/review/identity-claims/{claim}/documents/{evidence}" for Officer
        needs [Read, Write, ReadEvidence, Seal]
        path review::ClaimDocumentPath, query NoQuery, request NoBody => applications::DocumentAddress;
    /// 本人確認の決定: a confirmed doctor displaces a mere claimant.
    Review review::settle_identity_claim / SettleIdentityClaim = POST "/review/identity-claims/{claim}/settlement" for Officer
        needs [Read, Write, Seal]
        path review::ClaimPath, query NoQuery, request review::Settlement => review::Settled;

    // ---- 認定
    /// 認定の状況: standing, expiry, what is missing, until when (#72, #82–#93, L5, L7).
    Titles titles::view_title / ViewTitle = GET "/me/titles/{programme}" for Doctor
        needs [Read, Rules, Seal]
        path applications::ProgrammePath, query NoQuery, request NoBody => titles::TitleView;
    /// 受講計画: what is missing by when, and which announced courses fill it (L6).
    Titles titles::plan_title / PlanTitle = GET "/me/titles/{programme}/plan" for Doctor
        needs [Read, ReadIndex, Rules, Seal]
        path applications::ProgrammePath, query titles::PlanQuery, request NoBody => titles::TitlePlan;
    /// 認定の申請の準備: what the form needs, with the rules and facts by which it is judged while it is typed (#82–#84, L5).
    Titles titles::prepare_title / PrepareTitle = GET "/me/titles/{programme}/preparation" for Doctor
        needs [Read, Rules, Seal]
        path applications::ProgrammePath, query NoQuery, request NoBody => titles::TitlePreparation;

    // ---- 研修会
    /// 研修会を申請する (#58).
    Courses courses::create_course / CreateCourse = POST "/courses" for CourseHolder
        needs [Read, Write, Rules, Seal]
        path NoPath, query NoQuery, request domain::course::CourseForm => courses::CourseView;
    /// 自分の研修会, with the posting clock (#60).
    Courses courses::list_courses / ListCourses = GET "/courses" for CourseHolder
        needs [Read, ReadIndex, Audit, Seal]
        path NoPath, query NoQuery, request NoBody => courses::CourseList;
    /// 研修会の内容 (#37–#39).
    Courses courses::read_course / ReadCourse = GET "/courses/{course}" for CourseHolder
        needs [Read, Rules, Audit, Seal]
        path courses::CoursePath, query NoQuery, request NoBody => courses::CourseView;
    /// 差戻しを直して再申請する.
    Courses courses::resubmit_course / ResubmitCourse = POST "/courses/{course}/resubmissions" for CourseHolder
        needs [Read, Write, Rules, Seal]
        path courses::CoursePath, query NoQuery, request domain::course::CourseForm => courses::CourseView;
    /// 承認の前に取り下げる (#58).
    Courses courses::withdraw_course / WithdrawCourse = POST "/courses/{course}/withdrawal" for CourseHolder
        needs [Read, Write, Rules, Seal]
        path courses::CoursePath, query NoQuery, request NoBody => courses::CourseView;

    /// 研修会で付与できる制度種別と区分, with who approves such a course (#58).
    Courses courses::list_course_programmes / ListCourseProgrammes = GET "/course-programmes" for Anyone
        needs [Rules]
        path NoPath, query courses::ProgrammesQuery, request NoBody => courses::CourseProgrammes;

    // ---- 単位の付与
    /// 単位を付与する: rows with the organiser's own ids, receipt row by row (#59, #62, #125–#129, #133, L1).
    Credits credits::award_credits / AwardCredits = POST "/courses/{course}/credits" for CourseHolder
        needs [Read, Write, InsertRows, Seal]
        path courses::CoursePath, query NoQuery, request credits::Award => credits::Receipt;
    /// 付与した単位の一覧, each row's fate as it is now (#40, #59).
    Credits credits::list_awards / ListAwards = GET "/courses/{course}/credits" for CourseHolder
        needs [Read, Write, Seal]
        path courses::CoursePath, query NoQuery, request NoBody => credits::AwardList;
    /// 付与を訂正する: reversal and new entry (#61).
    Credits credits::correct_award / CorrectAward = POST "/courses/{course}/credits/corrections" for CourseHolder
        needs [Read, Write, Seal]
        path courses::CoursePath, query NoQuery, request credits::Correction => credits::ReceiptRow;
    /// Excel を読む: sheet to rows, nothing is kept (#59).
    Credits credits::read_spreadsheet / ReadSpreadsheet = POST "/spreadsheets" for CourseHolder
        needs [Read, Audit, Seal]
        path NoPath, query NoQuery, request credits::Spreadsheet => credits::SpreadsheetRows;

    // ---- 主催者
    /// 外部団体が主催者アカウントを申請する (#123).
    Organizers organizers::apply_as_organizer / ApplyAsOrganizer = POST "/organizers" for Anyone
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request organizers::OrganizerForm => organizers::OrganizerApplied;
    /// 主催者アカウントの申請一覧 (#123).
    Organizers organizers::list_organizer_reviews / ListOrganizerReviews = GET "/review/organizers" for Officer
        needs [Read, ReadIndex, Audit, Seal]
        path NoPath, query NoQuery, request NoBody => organizers::OrganizerQueue;
    /// 主催者アカウントを承認し、招待を送る (#123).
    Organizers organizers::approve_organizer / ApproveOrganizer = POST "/review/organizers/{organizer}/approval" for Officer
        needs [Read, Write, Seal]
        path organizers::OrganizerPath, query NoQuery, request NoBody => organizers::OrganizerView;
    /// 主催者アカウントの申請を断る, with the reason (#123).
    Organizers organizers::refuse_organizer / RefuseOrganizer = POST "/review/organizers/{organizer}/refusal" for Officer
        needs [Read, Write, Seal]
        path organizers::OrganizerPath, query NoQuery, request review::SendingBack => organizers::OrganizerView;
    /// 自分の団体: staff and API keys (#123).
    Organizers organizers::read_organizer / ReadOrganizer = GET "/organizer" for Staff
        needs [Read, Audit, Seal]
        path NoPath, query NoQuery, request NoBody => organizers::OrganizerHome;
    /// 担当者を招待する (#123): several staff each.
    Organizers organizers::invite_staff / InviteStaff = POST "/staff-invitations" for Staff
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request organizers::InvitationForm => organizers::Invited;
    /// 招待のリンクを開く.
    Organizers organizers::open_invitation / OpenInvitation = POST "/staff-invitations/opening" for Anyone
        needs [Read]
        path NoPath, query NoQuery, request identity::LinkSecret => organizers::InvitationOpened;
    /// 招待を受けて担当者のログインを作る.
    Organizers organizers::accept_invitation / AcceptInvitation = POST "/staff-invitations/acceptance" for Anyone
        needs [Read, Write, Password]
        path NoPath, query NoQuery, request organizers::InvitationAcceptance => organizers::InvitationAccepted;
    /// API キーを作る: shown once, stored hashed.
    Organizers organizers::create_api_key / CreateApiKey = POST "/api-keys" for Staff
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request organizers::ApiKeyForm => organizers::ApiKeyCreated;
    /// API キーを失効させる.
    Organizers organizers::revoke_api_key / RevokeApiKey = DELETE "/api-keys/{key}" for Staff
        needs [Read, Write, Seal]
        path organizers::ApiKeyPath, query NoQuery, request NoBody => organizers::OrganizerHome;

    // ---- 共通の一覧
    /// 医師会の一覧, for choosing 申請先医師会 (#102).
    Reference reference::list_associations / ListAssociations = GET "/associations" for Anyone
        needs [Read]
        path NoPath, query reference::AssociationFilter, request NoBody => reference::AssociationList;

    // ---- 研修会の一覧 (公開)
    /// 研修会の一覧: approved courses to come, for everybody (#131).
    Catalogue catalogue::list_catalogue / ListCatalogue = GET "/catalogue" for Anyone
        needs [ReadIndex, Rules]
        path NoPath, query catalogue::CatalogueQuery, request NoBody => catalogue::Catalogue;
    /// 研修会: one course of the catalogue, to link to (#131, L6).
    Catalogue catalogue::read_announced_course / ReadAnnouncedCourse = GET "/catalogue/{course}" for Anyone
        needs [Read, Rules]
        path courses::CoursePath, query NoQuery, request NoBody => catalogue::CatalogueCourse;
    /// 研修会をカレンダーに入れる: the course as an iCalendar file (#131, L6).
    Catalogue catalogue::open_course_entry / OpenCourseEntry = GET "/catalogue/{course}/calendar-entry" for Anyone
        needs [Read, Rules]
        path courses::CoursePath, query NoQuery, request NoBody => declaration::CalendarFile;
    /// 研修会の一覧の暦: the same as an iCalendar feed, at most 500 courses (#131).
    Catalogue catalogue::open_catalogue_feed / OpenCatalogueFeed = GET "/catalogue.ics" for Anyone
        needs [ReadIndex, Rules]
        path NoPath, query catalogue::CatalogueQuery, request NoBody => declaration::CalendarFile;

    // ---- 自分の暦
    /// 自分の暦のアドレスがあるか (L7).
    Catalogue catalogue::read_calendar_address / ReadCalendarAddress = GET "/me/calendar" for Doctor
        needs [Read, Seal]
        path NoPath, query NoQuery, request NoBody => calendars::CalendarState;
    /// 自分の暦のアドレスを作る: shown once, stored hashed; the one before ends (L7).
    Catalogue catalogue::create_calendar_address / CreateCalendarAddress = POST "/me/calendar" for Doctor
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request NoBody => calendars::CalendarAddress;
    /// 自分の暦のアドレスを失効させる (L7).
    Catalogue catalogue::revoke_calendar_address / RevokeCalendarAddress = DELETE "/me/calendar" for Doctor
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request NoBody => calendars::CalendarState;
    /// 自分の暦: last safe days, ends of validity, committees, 生涯教育申告書, for whoever has the address (L7).
    Catalogue catalogue::open_calendar / OpenCalendar = GET "/calendars/{calendar_file}" for Anyone
        needs [Read, Rules]
        path calendars::CalendarFilePath, query NoQuery, request NoBody => declaration::CalendarFile;

    // ---- 制度の規則 (管理者)
    /// 制度の規則の一覧: built in, adopted, and drafts (L9).
    RuleSets rule_sets::list_rule_sets / ListRuleSets = GET "/rule-sets" for Administrator
        needs [Read, Seal]
        path NoPath, query NoQuery, request NoBody => rule_sets::RuleSetList;
    /// 制度の規則を見る, with its text (L9).
    RuleSets rule_sets::read_rule_set / ReadRuleSet = GET "/rule-sets/{rule_set}" for Administrator
        needs [Read, Seal]
        path rule_sets::RuleSetPath, query NoQuery, request NoBody => rule_sets::RuleSetView;
    /// 制度の規則の下書きを書く: only what could be adopted is kept (L9).
    RuleSets rule_sets::draft_rule_set / DraftRuleSet = POST "/rule-sets" for Administrator
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request rule_sets::RuleSetDraft => rule_sets::RuleSetView;
    /// 制度の規則の下書きを捨てる (L9).
    RuleSets rule_sets::discard_rule_set / DiscardRuleSet = DELETE "/rule-sets/{rule_set}" for Administrator
        needs [Read, Write, Seal]
        path rule_sets::RuleSetPath, query NoQuery, request NoBody => rule_sets::RuleSetList;
    /// 制度の規則の施行を決める: it begins on a later day and is not changed any more (L9).
    RuleSets rule_sets::adopt_rule_set / AdoptRuleSet = POST "/rule-sets/{rule_set}/adoption" for Administrator
        needs [Read, Write, Seal]
        path rule_sets::RuleSetPath, query NoQuery, request rule_sets::Adoption => rule_sets::RuleSetView;

    // ---- 生涯教育
    /// 生涯教育の年度別の状況: units and codes by year, the years of the 認定証, the declaration with its countdown (#73, #74, #76, L15).
    Learning learning::read_my_learning / ReadMyLearning = GET "/me/learning" for Doctor
        needs [Read, Rules, Seal]
        path NoPath, query NoQuery, request NoBody => learning::LearningView;
    /// 生涯教育申告書 of a year: pre-filled from the system (#80, L15).
    Learning learning::read_my_declaration / ReadMyDeclaration = GET "/me/learning/declarations/{year}" for Doctor
        needs [Read, Rules, Seal]
        path learning::DeclarationYearPath, query NoQuery, request NoBody => learning::MyDeclaration;
    /// 生涯教育申告書を提出する, and again after a 差戻し (#80, #104–#106).
    Learning learning::submit_declaration / SubmitDeclaration = POST "/me/learning/declarations/{year}" for Doctor
        needs [Read, Write, Rules, Seal]
        path learning::DeclarationYearPath, query NoQuery, request learning::DeclarationSubmission => learning::MyDeclaration;
    /// 学習単位取得証・認定証・受講証明書を発行する (#77–#79).
    Learning learning::request_paper / RequestPaper = POST "/me/learning/papers" for Doctor
        needs [Read, Write, Rules, Seal]
        path NoPath, query NoQuery, request learning::PaperRequest => certificates::CertificateSummary;
    /// 受理待ちの生涯教育申告書, oldest first (#80).
    Learning learning::list_declarations / ListDeclarations = GET "/review/declarations" for Officer
        needs [Read, ReadIndex, Write, Seal]
        path NoPath, query review::QueueFilter, request NoBody => learning::DeclarationQueue;
    /// 生涯教育申告書を見る, audited (#80).
    Learning learning::read_declaration / ReadDeclaration = GET "/review/declarations/{declaration}" for Officer
        needs [Read, Write, Rules, Seal]
        path learning::DeclarationPath, query NoQuery, request NoBody => learning::DeclarationCase;
    /// 申告の書類を見る, audited (#80).
    Learning learning::view_declaration_evidence / ViewDeclarationEvidence = GET "/review/declarations/{declaration}/evidence/{evidence}" for Officer
        needs [Read, Write, ReadEvidence, Seal]
        path learning::DeclarationEvidencePath, query NoQuery, request NoBody => applications::DocumentAddress;
    /// 生涯教育申告書を受理する: credits from outside count from now on, once (#80).
    Learning learning::accept_declaration / AcceptDeclaration = POST "/review/declarations/{declaration}/acceptance" for Officer
        needs [Read, Write, Rules, Seal]
        path learning::DeclarationPath, query NoQuery, request learning::Acceptance => learning::DeclarationCase;
    /// 生涯教育申告書を差し戻す with the reason (#80).
    Learning learning::send_back_declaration / SendBackDeclaration = POST "/review/declarations/{declaration}/sending-back" for Officer
        needs [Read, Write, Rules, Seal]
        path learning::DeclarationPath, query NoQuery, request review::SendingBack => learning::DeclarationCase;
    /// e-ラーニング・日医雑誌問題解答の単位を受け取る: by the national association and its programs, receipt row by row (#75).
    Learning learning::feed_learning / FeedLearning = POST "/learning/feed" for LearningFeed
        needs [Read, Write, Rules, Seal]
        path NoPath, query NoQuery, request learning::FeedUpload => credits::Receipt;
    /// 受け取った単位を取り消す: by a reversal; the right row comes under another id (#75).
    Learning learning::reverse_feed_row / ReverseFeedRow = POST "/learning/feed/reversals" for LearningFeed
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request learning::RowReversal => credits::ReceiptRow;
    /// 過年度の単位を取り込む: by officers of the national association, receipt row by row (#73).
    Learning learning::import_learning / ImportLearning = POST "/learning/imports" for Officer
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request learning::ImportUpload => credits::Receipt;
    /// 取り込んだ過年度の単位を取り消す (#73).
    Learning learning::reverse_imported_row / ReverseImportedRow = POST "/learning/imports/reversals" for Officer
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request learning::RowReversal => credits::ReceiptRow;
    // ---- お知らせ
    /// いま表示するお知らせ, planned outages included; the one thing that a closed system answers (#3).
    Notices notices::list_notices / ListNotices = GET "/notices" for Anyone
        needs [Read]
        path NoPath, query NoQuery, request NoBody => notices::NoticeList;
    /// お知らせの一覧, for those who write them (#3).
    Notices notices::list_every_notice / ListEveryNotice = GET "/notices/every" for Administrator
        needs [Read, Seal]
        path NoPath, query NoQuery, request NoBody => notices::NoticeBoard;
    /// お知らせを出す (#3).
    Notices notices::post_notice / PostNotice = POST "/notices" for Administrator
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request domain::notice::NoticeForm => notices::NoticeBoard;
    /// お知らせを取り下げる (#3).
    Notices notices::withdraw_notice / WithdrawNotice = DELETE "/notices/{notice}" for Administrator
        needs [Read, Write, Seal]
        path notices::NoticePath, query NoQuery, request NoBody => notices::NoticeBoard;

    /// 審査回の暦の一覧: built in, adopted, and drafts (#88, #93).
    RuleSets rule_sets::list_round_calendars / ListRoundCalendars = GET "/round-calendars" for Administrator
        needs [Read, Seal]
        path NoPath, query NoQuery, request NoBody => round_calendars::CalendarList;
    /// 審査回の暦を見る, with its text and its days as a table (#88).
    RuleSets rule_sets::read_round_calendar / ReadRoundCalendar = GET "/round-calendars/{calendar}" for Administrator
        needs [Read, Seal]
        path round_calendars::CalendarPath, query NoQuery, request NoBody => round_calendars::CalendarView;
    /// 審査回の暦の下書きを書く: only what could be adopted is kept (#88).
    RuleSets rule_sets::draft_round_calendar / DraftRoundCalendar = POST "/round-calendars" for Administrator
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request round_calendars::CalendarDraft => round_calendars::CalendarView;
    /// 審査回の暦の下書きを捨てる (#88).
    RuleSets rule_sets::discard_round_calendar / DiscardRoundCalendar = DELETE "/round-calendars/{calendar}" for Administrator
        needs [Read, Write, Seal]
        path round_calendars::CalendarPath, query NoQuery, request NoBody => round_calendars::CalendarList;
    /// 審査回の暦を決める: no round that met changes, none closes earlier than was announced (#88).
    RuleSets rule_sets::adopt_round_calendar / AdoptRoundCalendar = POST "/round-calendars/{calendar}/adoption" for Administrator
        needs [Read, Write, Seal]
        path round_calendars::CalendarPath, query NoQuery, request rule_sets::Adoption => round_calendars::CalendarView;
    /// 下書きを試す: a job applies it to every holder and applicant, and changes nothing (L9).
    RuleSets rule_sets::start_replay / StartReplay = POST "/rule-sets/{rule_set}/replay" for Administrator
        needs [Read, Write, Seal]
        path rule_sets::RuleSetPath, query NoQuery, request rule_sets::ReplayStart => rule_sets::ReplayView;
    /// 下書きを試した結果: how far, how many would change, and why; nobody by name (L9).
    RuleSets rule_sets::read_replay / ReadReplay = GET "/rule-sets/{rule_set}/replay" for Administrator
        needs [Read, Seal]
        path rule_sets::RuleSetPath, query NoQuery, request NoBody => rule_sets::ReplayView;

    // ---- 認定の保持者 (医師会)
    /// 保持者の名簿を取り込む: titles from before the system, row by row; a newer approval stays (#72).
    Holders holders::import_holders / ImportHolders = POST "/holders/imports" for Officer
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request holders::HolderImport => holders::ImportReceipt;
    /// 期限が近い保持者, the most urgent first, with what is missing, audited (#92, #132).
    Holders holders::list_holders / ListHolders = GET "/holders" for Officer
        needs [Read, ReadIndex, Rules, Write, Seal]
        path NoPath, query holders::HolderFilter, request NoBody => holders::HolderList;
    /// 保持者を医籍登録番号で探す, audited (#132).
    Holders holders::find_holder / FindHolder = POST "/holders/searches" for Officer
        needs [Read, Rules, Write, Seal]
        path NoPath, query NoQuery, request holders::HolderSearch => holders::HolderList;
    /// 保持者: standing, approvals, certificates, what is missing, notices, audited (#72, #132).
    Holders holders::read_holder / ReadHolder = GET "/holders/{holder}" for Officer
        needs [Read, Rules, Write, Seal]
        path holders::HolderPath, query NoQuery, request NoBody => holders::HolderView;
    /// 猶予を認める・取り消す, for illness or a stay abroad, with the reason.
    Holders holders::decide_grace / DecideGrace = POST "/holders/{holder}/grace" for Officer
        needs [Read, Rules, Write, Seal]
        path holders::HolderPath, query NoQuery, request holders::GraceDecision => holders::HolderView;
    /// 更新のお知らせの手紙: for those whom no mail reaches, due and not printed yet, audited (#94).
    Holders holders::list_letters / ListLetters = GET "/holder-letters" for Officer
        needs [Read, ReadIndex, Rules, Write, Seal]
        path NoPath, query holders::HolderFilter, request NoBody => holders::LetterList;
    /// 手紙を印刷済みにする: each notice once (#94).
    Holders holders::keep_letters / KeepLetters = POST "/holder-letters/printed" for Officer
        needs [Read, Rules, Write, Seal]
        path NoPath, query NoQuery, request holders::LettersPrinted => holders::LettersKept;

    // ---- 審査回 (都道府県医師会・日本医師会)
    /// 審査回の一覧 around today (#86, #88).
    Rounds rounds::list_rounds / ListRounds = GET "/rounds" for Officer
        needs [Read, Rules, Audit, Seal]
        path NoPath, query rounds::RoundFilter, request NoBody => rounds::RoundList;
    /// 審査の経過: how many wait at which stage, the oldest first, nobody by name (L18).
    Rounds rounds::read_age_board / ReadAgeBoard = GET "/age-boards/{programme}" for Officer
        needs [Read, ReadIndex, Rules, Audit, Seal]
        path rounds::AgeBoardPath, query NoQuery, request NoBody => rounds::AgeBoard;
    /// 議案と承認済みの一覧 of a round, by prefecture, audited (#85, #86).
    Rounds rounds::read_round / ReadRound = GET "/rounds/{programme}/{round}" for Officer
        needs [Read, ReadIndex, Rules, Write, Seal]
        path rounds::RoundPath, query rounds::RoundQuery, request NoBody => rounds::RoundView;
    /// 一括承認: the rule-clean applications of a round, each once, as a job (#86, L18).
    Rounds rounds::decide_round / DecideRound = POST "/rounds/{programme}/{round}/decision" for Officer
        needs [Read, Rules, Write, Seal]
        path rounds::RoundPath, query NoQuery, request rounds::RoundDecision => rounds::BulkView;
    /// 一括承認の進み具合, and what was left for an eye (#86, L18).
    Rounds rounds::read_decision / ReadDecision = GET "/rounds/{programme}/{round}/decision" for Officer
        needs [Read, Write, Seal]
        path rounds::RoundPath, query NoQuery, request NoBody => rounds::BulkView;
    /// 一括進達: what is rule-clean and waits at the prefecture, as a job (#85, L18).
    Rounds rounds::forward_applications / ForwardApplications = POST "/forwardings" for Officer
        needs [Read, Write, Seal]
        path NoPath, query NoQuery, request rounds::ForwardingStart => rounds::BulkView;
    /// 一括進達の進み具合, and what was left for an eye (#85, L18).
    Rounds rounds::read_forwarding / ReadForwarding = GET "/forwardings" for Officer
        needs [Read, Write, Seal]
        path NoPath, query rounds::RoundFilter, request NoBody => rounds::BulkView;
    /// 認定証の発送リスト of a round by prefecture, with addresses, audited (#90).
    Rounds rounds::list_dispatch / ListDispatch = GET "/rounds/{programme}/{round}/dispatch" for Officer
        needs [Read, ReadIndex, Rules, Write, Seal]
        path rounds::RoundPath, query rounds::DispatchQuery, request NoBody => rounds::DispatchList;
    /// 審査・登録料を記録する: paid with its receipt number, not yet, or waived (#91).
    Rounds rounds::record_fee / RecordFee = POST "/review/applications/{application}/fee" for Officer
        needs [Read, Write, Seal]
        path applications::ApplicationPath, query NoQuery, request rounds::FeeForm => titles::FeeView;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_staff_can_write_its_refusals_down() {
        for endpoint in ENDPOINTS.iter().filter(|known| known.audits_refusals()) {
            let can = |need| endpoint.needs.contains(&need);
            assert!(can(Need::Write) || can(Need::Audit), "{}", endpoint.name);
        }
    }
}

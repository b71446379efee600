// Sets language and text size before the first paint, keeps what is typed into the sign-in form
// until the application arrives, and starts the application: the area of the address. An external
// file, because the content security policy allows no inline script.
(() => {
  // The area that has the page of each address; a star stands for any one part.
  const AREA_OF = {
    "/register": "registration",
    "/me": "doctor",
    "/me/credits": "doctor",
    "/me/applications": "doctor",
    "/me/applications/new/family-physician-function": "application",
    "/me/applications/*": "doctor",
    "/me/applications/*/resubmission": "application",
    "/me/certificates": "doctor",
    "/me/learning": "learning",
    "/me/learning/*": "learning",
    "/me/titles/*": "titles",
    "/me/titles/*/plan": "titles",
    "/me/titles/*/apply/*": "certification",
    "/me/titles/*/corrections/*": "certification",
    "/me/titles/*/submitted/*": "titles",
    "/me/profile": "profile",
    "/courses": "organizer",
    "/courses/new": "organizer",
    "/courses/*": "organizer",
    "/courses/*/correction": "organizer",
    "/courses/*/credits": "posting",
    "/organizer": "organizer",
    "/organizers/apply": "organizer",
    "/invitation": "organizer",
    "/review/applications": "review",
    "/review/declarations": "learning",
    "/review/learning-import": "learning",
    "/review/courses": "review",
    "/review/organizers": "review",
    "/review/identity": "review",
    "/review/holders": "holders",
    "/review/holders/*": "holders",
    "/review/holder-letters": "holders",
    "/review/holder-import": "holders",
    "/review/forwarding": "rounds",
    "/review/rounds": "rounds",
    "/review/rounds/cases/*": "rounds",
    "/review/rounds/*/*": "rounds",
    "/review/rounds/*/*/dispatch": "rounds",
    "/rule-sets": "administration",
    "/rule-sets/*/*": "administration",
    "/catalogue": "catalogue",
    "/catalogue/*": "catalogue",
    "/notices": "administration",
    "/round-calendars": "administration",
    "/round-calendars/*/*": "administration",
  };
  const AREAS = {
    registration: ["/registration.js", "/registration_bg.wasm"],
    profile: ["/profile.js", "/profile_bg.wasm"],
    doctor: ["/doctor.js", "/doctor_bg.wasm"],
    application: ["/application.js", "/application_bg.wasm"],
    learning: ["/learning.js", "/learning_bg.wasm"],
    titles: ["/titles.js", "/titles_bg.wasm"],
    certification: ["/certification.js", "/certification_bg.wasm"],
    organizer: ["/organizer.js", "/organizer_bg.wasm"],
    posting: ["/posting.js", "/posting_bg.wasm"],
    review: ["/review.js", "/review_bg.wasm"],
    administration: ["/administration.js", "/administration_bg.wasm"],
    catalogue: ["/catalogue.js", "/catalogue_bg.wasm"],
    holders: ["/holders.js", "/holders_bg.wasm"],
    rounds: ["/rounds.js", "/rounds_bg.wasm"],
  };
  const root = document.documentElement;
  let last;
  try {
    if (localStorage.getItem("language") === "en") root.lang = "en";
    if (localStorage.getItem("size") === "large") root.dataset.size = "large";
    if (Number(localStorage.getItem("signed-in")) > Date.now()) root.dataset.signedIn = "";
    last = localStorage.getItem("area");
  } catch {
    // Storage may be forbidden; then Japanese and the normal size.
  }

  // Sent before the application was there: the application sends it once it is.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.early !== undefined) {
      event.preventDefault();
      event.target.dataset.early = "sent";
    }
  });

  // Every area can sign in; whoever was here before most likely comes for the same.
  const parts = location.pathname.split("/").filter(Boolean);
  const fits = (address) => {
    const wanted = address.split("/").filter(Boolean);
    return wanted.length === parts.length && wanted.every((part, at) => part === "*" || part === parts[at]);
  };
  const address = Object.keys(AREA_OF).find(fits);
  const area = address ? AREA_OF[address] : last;
  const [script, program] = AREAS[area] ?? AREAS.doctor;
  import(script)
    .then((site) => site.default({ module_or_path: program }))
    .catch((error) => {
      console.error(error);
      const failed = document.getElementById("failed");
      if (failed) failed.hidden = false;
    });
})();

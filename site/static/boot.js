// Sets language and text size before the first paint, keeps what is typed into the sign-in form
// until the application arrives, and starts the application: the area of the address. An external
// file, because the content security policy allows no inline script.
(() => {
  // The area that each address belongs to, by its first part.
  const AREA_OF = {
    register: "register",
    me: "doctor",
    courses: "organizer",
    organizer: "organizer",
    organizers: "organizer",
    invitation: "organizer",
    review: "review",
  };
  const AREAS = {
    register: ["/register.js", "/register_bg.wasm"],
    doctor: ["/doctor.js", "/doctor_bg.wasm"],
    organizer: ["/organizer.js", "/organizer_bg.wasm"],
    review: ["/review.js", "/review_bg.wasm"],
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
  const area = AREA_OF[location.pathname.split("/")[1]] ?? last;
  const [script, program] = AREAS[area] ?? AREAS.doctor;
  import(script)
    .then((site) => site.default({ module_or_path: program }))
    .catch((error) => {
      console.error(error);
      const failed = document.getElementById("failed");
      if (failed) failed.hidden = false;
    });
})();

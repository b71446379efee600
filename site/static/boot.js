// Sets language and text size before the first paint, keeps what is typed into the sign-in form
// until the application arrives, and starts the application. An external file, because the content
// security policy allows no inline script.
(() => {
  const root = document.documentElement;
  try {
    if (localStorage.getItem("language") === "en") root.lang = "en";
    if (localStorage.getItem("size") === "large") root.dataset.size = "large";
    if (Number(localStorage.getItem("signed-in")) > Date.now()) root.dataset.signedIn = "";
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

  import("/site.js")
    .then((site) => site.default({ module_or_path: "/site_bg.wasm" }))
    .catch((error) => {
      console.error(error);
      const failed = document.getElementById("failed");
      if (failed) failed.hidden = false;
    });
})();

// A button that copies, on every example of code. Without it the text is selected and copied by hand.
const english = document.documentElement.lang === "en";
const say = (indonesian, inEnglish) => (english ? inEnglish : indonesian);

if (navigator.clipboard) {
  const quiet = document.createElement("p");
  quiet.className = "sr";
  quiet.setAttribute("role", "status");
  document.body.append(quiet);

  for (const code of document.querySelectorAll("pre > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-2 btn-s salin";
    button.textContent = say("Salin", "Copy");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent.trimEnd());
      quiet.textContent = button.textContent = say("Tersalin", "Copied");
      setTimeout(() => {
        button.textContent = say("Salin", "Copy");
        quiet.textContent = "";
      }, 2000);
    });
    code.parentElement.after(button);
  }
}

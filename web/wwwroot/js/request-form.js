// Shows what is published about the words being typed, before the visitor asks. Without it the form does so once after sending.
const form = document.getElementById("f-minta");
const place = document.getElementById("mungkin");
const words = form?.querySelector('[name="Form.Wanted"]');
const seen = form?.querySelector('[name="Form.Seen"]');

if (form && place && words && seen) {
  let waiting = 0;
  let last = "";

  const ask = async () => {
    const typed = words.value.trim();
    if (typed.length < 8 || typed === last) {
      return;
    }

    last = typed;
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", typed.slice(0, 300));
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
      const found = answer.ok ? (await answer.text()).trim() : "";
      if (typed !== words.value.trim()) {
        return;
      }

      place.innerHTML = found;
      place.classList.toggle("alert", found !== "");
      place.classList.toggle("field", found !== "");
      if (found !== "") {
        seen.value = "true";
      }
    } catch {
      // Offline or slow: the form works without it.
    }
  };

  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 500);
  });
}

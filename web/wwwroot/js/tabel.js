// Makes the view of a table smoother: lists that filter as one types, all and none by a button, links that copy themselves, and turning the table without
// loading the page anew. Without it everything works by forms and links.
const english = document.documentElement.lang === "en";
const say = (indonesian, inEnglish) => (english ? inEnglish : indonesian);
const quiet = document.createElement("p");
quiet.className = "sr";
quiet.setAttribute("role", "status");
document.body.append(quiet);

const button = (text, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-2 btn-s";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
};

let shown = location.pathname + location.search;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function startList(dimension) {
  const list = dimension.querySelector("[data-list]");
  const way = dimension.querySelector("[data-way]");
  const count = dimension.querySelector("[data-count]");
  const choices = [...list.querySelectorAll(".choice")];
  const boxes = choices.map((choice) => choice.querySelector("input"));
  const isWhole = choices.length === Number(count.dataset.all);
  const number = (value) => value.toLocaleString(english ? "en-GB" : "id-ID");

  const ticked = () => {
    way.value = "tetap";
    if (isWhole) {
      count.textContent = count.dataset.count.replace("{0}", number(boxes.filter((box) => box.checked).length)).replace("{1}", number(boxes.length));
    }
  };
  list.addEventListener("change", ticked);
  way.addEventListener("change", () => {
    if (way.value === "semua" && isWhole) {
      boxes.forEach((box) => { box.checked = true; });
      count.textContent = count.dataset.count.replace("{0}", number(boxes.length)).replace("{1}", number(boxes.length));
    }
  });

  const all = (checked) => {
    choices.forEach((choice, at) => {
      if (!choice.hidden) {
        boxes[at].checked = checked;
      }
    });
    ticked();
  };
  const row = document.createElement("p");
  row.className = "btn-row filter";
  row.append(button(say("Pilih semua", "Choose all"), () => all(true)), button(say("Kosongkan", "Clear"), () => all(false)));

  // A long list has a search field of its own, answered by the server.
  if (choices.length > 8 && !dimension.querySelector("[type=search]")) {
    const field = document.createElement("input");
    field.type = "search";
    field.className = "input filter";
    field.placeholder = say("Saring daftar", "Filter the list");
    field.setAttribute("aria-label", `${field.placeholder}: ${dimension.querySelector("legend").textContent}`);
    const words = choices.map((choice, at) => plain(`${choice.textContent} ${boxes[at].value}`));
    field.addEventListener("input", () => {
      const wanted = plain(field.value).split(/\s+/).filter(Boolean);
      choices.forEach((choice, at) => { choice.hidden = !wanted.every((word) => words[at].includes(word)); });
      quiet.textContent = say(`${choices.filter((choice) => !choice.hidden).length} kategori`, `${choices.filter((choice) => !choice.hidden).length} categories`);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
      }
    });
    list.before(field);
  }

  list.before(row);
}

function startCopy(place) {
  const field = place.querySelector("input, textarea");
  const done = document.createElement("span");
  done.className = "copied";
  done.setAttribute("role", "status");
  const row = document.createElement("p");
  row.className = "btn-row filter";
  row.append(button(place.dataset.copy, async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.select();
      document.execCommand("copy");
    }

    done.textContent = place.dataset.copied;
    setTimeout(() => { done.textContent = ""; }, 4000);
  }), done);
  place.append(row);
}

function start() {
  document.querySelectorAll("[data-dimension]").forEach(startList);
  document.querySelectorAll("[data-copy]").forEach(startCopy);
}

// The same page, fetched and put in place; anything unexpected is left to the browser.
async function turn(address, options, from) {
  const place = document.querySelector("#isi > .wrap");
  const fallback = () => { location.href = address; };
  try {
    document.getElementById("tabel")?.setAttribute("aria-busy", "true");
    const answer = await fetch(address, { ...options, headers: { Accept: "text/html" } });
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = made.querySelector("#isi > .wrap");
    if (!next?.querySelector("#tabel") || !(answer.ok || answer.status === 422)) {
      return options?.method ? from.submit() : fallback();
    }

    const open = new Set([...place.querySelectorAll("details[open][id]")].map((details) => details.id));
    const wasOpen = place.querySelector(".chooser")?.open;
    const scrolled = place.querySelector(".table-box")?.scrollLeft ?? 0;
    place.replaceChildren(...next.childNodes);
    document.title = made.title;
    open.forEach((id) => { document.getElementById(id)?.setAttribute("open", ""); });
    if (wasOpen && place.querySelector("[type=search][value]:not([value=''])")) {
      place.querySelector(".chooser").open = true;
    }

    start();
    place.querySelector(".table-box")?.scrollTo(scrolled, 0);
    history.pushState(null, "", answer.url);
    shown = location.pathname + location.search;
    const hash = new URL(answer.url).hash.slice(1);
    const sorted = from?.matches?.(".sort") ? place.querySelector("[aria-sort] .sort") ?? place.querySelector(".sort") : null;
    const focus = sorted ?? document.getElementById(hash.startsWith("pilih-") ? hash.replace("pilih-", "cari-") : "tabel");
    focus?.focus({ preventScroll: sorted !== null });
    quiet.textContent = say("Tabel diperbarui", "Table updated");
  } catch {
    fallback();
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.sort, a[data-smooth], .layer-turn a");
  if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    turn(link.href, undefined, link);
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form[data-smooth]")) {
    event.preventDefault();
    turn(`${form.action}?${new URLSearchParams(new FormData(form))}`, undefined, form);
  } else if (form.matches("[data-chooser]") && event.submitter?.value !== "simpan") {
    event.preventDefault();
    turn(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) }, form);
  }
});

window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) {
    location.reload();
  }
});

start();

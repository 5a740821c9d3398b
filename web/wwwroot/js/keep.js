// Forms marked data-keep lose nothing on a bad line: what is typed and chosen stays on this device, by person, until the server has acknowledged it.
// A form sent twice is done once: its Nonce names the event. Without this module the form is sent as any other.
import { all, drop, put } from "./keep-store.js";
import { answerOf, send } from "./keep-send.js";

const me = document.body.dataset.person ?? "";
const myName = document.body.dataset.personName ?? "";
const TOKEN = "__RequestVerificationToken";

/** Files of one form that are kept, in bytes. */
const MOST = 10_000_000;
const AGAIN = 30_000;

const time = (moment) => new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Jakarta", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(moment);

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text ?? "";
  return made;
};

const button = (text, act) => {
  const made = element("button", "btn btn-2 btn-s", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

/** What the form holds, as it would be sent; files as far as they fit. */
const collect = (form, submitter) => {
  const fields = [];
  const left = [];
  let bytes = 0;
  for (const [name, value] of new FormData(form, submitter)) {
    if (name === TOKEN || (value instanceof File && value.size === 0 && value.name === "")) {
      continue;
    }

    if (value instanceof File && (bytes += value.size) > MOST) {
      left.push(value.name);
    } else {
      fields.push([name, value]);
    }
  }

  return { fields, left };
};

const restore = (form, fields) => {
  const kept = new Map();
  for (const [name, value] of fields) {
    kept.set(name, [...(kept.get(name) ?? []), value]);
  }

  const known = new Set();
  for (const field of form.elements) {
    const values = kept.get(field.name) ?? [];
    known.add(field.name);
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = values.includes(field.value);
    } else if (field.type === "file") {
      const files = new DataTransfer();
      values.filter((value) => value instanceof File).forEach((file) => files.items.add(file));
      field.files = files.files;
    } else if (field.type === "select-multiple") {
      for (const option of field.options) {
        option.selected = values.includes(option.value);
      }
    } else if (field.name === "Nonce" || (field.type !== "hidden" && field.type !== "submit" && field.type !== "button")) {
      field.value = values.length > 0 ? values.shift() : field.value;
    }
  }

  // Files the server took already with an earlier turn of the form are named, not held.
  for (const [name, values] of kept) {
    if (!known.has(name)) {
      values.filter((value) => typeof value === "string").forEach((value) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value })));
    }
  }
};

const attach = async (form, fresh) => {
  const id = `${me}/${form.dataset.keep}`;
  const place = element("div", "stack-s kept");
  place.setAttribute("role", "status");
  form.prepend(place);
  let saving = 0;
  let busy = false;

  const say = (tone, text, ...buttons) => {
    const box = element("div", `alert ${tone}`);
    box.append(element("p", "", text));
    if (buttons.length > 0) {
      const row = element("p", "btn-row");
      row.append(...buttons);
      box.append(row);
    }

    place.replaceChildren(box);
  };

  const keep = async (more, submitter) => {
    const { fields, left } = collect(form, submitter);
    const entry = { id, person: me, name: myName, key: form.dataset.keep, page: location.pathname + location.search, action: form.action, title: document.title, fields, savedAt: Date.now(), waiting: false, ...more };
    await put(entry);
    if (left.length > 0) {
      say("alert-warn", `Terlalu besar untuk disimpan di ponsel (batas 10 MB): ${left.join(", ")}. Berkas itu hanya terkirim selagi halaman ini terbuka.`);
    }

    return entry;
  };

  const forget = async () => {
    await drop(id);
    location.reload();
  };

  /** @param {[string, FormDataEntryValue][]} [whole] All fields, where more was chosen than is kept. */
  const dispatch = async (entry, whole) => {
    busy = true;
    say("", "Mengirim …");
    const came = await send({ ...entry, fields: whole ?? entry.fields }, form.elements[TOKEN]?.value);
    busy = false;
    switch (came.state) {
      case "sent":
        location.assign(came.url);
        break;
      case "refused": {
        // The page again, with what is to be corrected: it takes the place of this one.
        const answered = answerOf(came.page);
        document.querySelector("main").replaceWith(answered);
        answered.querySelector(".error-summary, .alert-bad")?.scrollIntoView();
        begin(true);
        break;
      }
      case "signed-out":
        await put({ ...entry, waiting: true });
        say("alert-warn", "Tersimpan di ponsel, belum terkirim. Masuk lagi, lalu kirim.", link("Masuk lagi", came.url));
        break;
      default:
        await put({ ...entry, waiting: true });
        say("alert-warn", `Tersimpan di ponsel, belum terkirim${came.state === "offline" ? ": tidak ada jaringan" : ": server sedang terganggu"}. Dikirim sendiri begitu jaringan kembali.`, button("Kirim lagi", () => again()));
        break;
    }
  };

  const again = async () => {
    const entry = (await all()).find((one) => one.id === id);
    if (entry?.waiting && !busy) {
      await dispatch(entry);
    }
  };

  const kept = (await all().catch(() => [])).find((one) => one.id === id);
  if (kept && !fresh) {
    restore(form, kept.fields);
    say(kept.waiting ? "alert-warn" : "", kept.waiting
      ? `Tersimpan di ponsel, belum terkirim (${time(kept.savedAt)}).${kept.note ? " " + kept.note : ""}`
      : `Isian Anda yang tersimpan di ponsel (${time(kept.savedAt)}) dipulihkan.`,
    ...(kept.waiting ? [button("Kirim lagi", () => again())] : []), button("Buang isian", () => forget()));
  } else if (fresh) {
    await keep({}).catch(() => {});
  }

  const changed = () => {
    clearTimeout(saving);
    saving = setTimeout(() => busy || keep({}).catch(() => {}), 400);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.hasAttribute("formaction")) {
      return;
    }

    event.preventDefault();
    if (busy) {
      return;
    }

    clearTimeout(saving);
    busy = true;
    try {
      // A file too large to be kept still goes with the form itself.
      const entry = await keep({ waiting: true }, event.submitter);
      await dispatch(entry, [...new FormData(form, event.submitter)].filter(([name]) => name !== TOKEN));
    } catch {
      form.submit(); // no room on this device: as any other form
    }
  });
  addEventListener("online", () => again());
  if (kept?.waiting && !fresh && navigator.onLine) {
    await again();
  }
};

const link = (text, address) => {
  const made = element("a", "btn btn-2 btn-s", text);
  made.href = address;
  return made;
};

/** What waits on this device: mine with a button, another's by name only. */
const outbox = async () => {
  const waiting = (await all()).filter((entry) => entry.waiting);
  const here = [...document.querySelectorAll("form[data-keep]")].map((form) => `${me}/${form.dataset.keep}`);
  const mine = waiting.filter((entry) => entry.person === me && !here.includes(entry.id));
  const others = [...new Set(waiting.filter((entry) => entry.person !== me).map((entry) => entry.name))];
  document.getElementById("belum-terkirim")?.remove();
  if (mine.length + others.length === 0) {
    return [];
  }

  const box = element("section", "alert alert-warn stack-s");
  box.id = "belum-terkirim";
  box.setAttribute("role", "status");
  if (mine.length > 0) {
    box.append(element("p", "", `${mine.length} isian tersimpan di ponsel, belum terkirim:`));
    const list = element("ul", "");
    for (const entry of mine) {
      const row = element("li", "");
      const to = element("a", "", entry.title.split(" – ")[0]);
      to.href = entry.page;
      row.append(to, `, ${time(entry.savedAt)}${entry.note ? `. ${entry.note}` : ""}`);
      list.append(row);
    }

    box.append(list, button("Kirim lagi", () => sendAll(mine)));
  }

  if (others.length > 0) {
    box.append(element("p", "", `Di ponsel ini ada isian ${others.join(", ")} yang belum terkirim. Hanya pemiliknya yang dapat mengirimnya: minta masuk dengan akunnya sendiri.`));
  }

  document.querySelector("main > .wrap")?.prepend(box);
  return mine;
};

const sendAll = async (entries) => {
  for (const entry of entries) {
    const came = await send(entry);
    const note = { "signed-out": "Masuk lagi, lalu kirim.", refused: "Server minta isian ini diperbaiki: buka formulirnya.", other: "Orang lain sedang masuk." }[came.state];
    if (came.state !== "sent") {
      await put({ ...entry, note });
    }

    if (came.state === "offline") {
      break;
    }
  }

  await outbox();
};

/** Signing out leaves nothing of the person on the device. */
const leave = () => {
  for (const form of document.querySelectorAll("form[action$='/petugas/keluar'], form[data-sign-out]")) {
    form.addEventListener("submit", async (event) => {
      if (form.dataset.cleared) {
        return;
      }

      event.preventDefault();
      const mine = (await all().catch(() => [])).filter((entry) => entry.person === me);
      const waiting = mine.filter((entry) => entry.waiting).length;
      if (waiting > 0 && !confirm(`Ada ${waiting} isian yang belum terkirim. Keluar menghapusnya dari ponsel ini. Tetap keluar?`)) {
        return;
      }

      await Promise.all(mine.map((entry) => drop(entry.id)));
      await clearPages();
      form.dataset.cleared = "1";
      form.requestSubmit();
    });
  }
};

const clearPages = async () => {
  if ("caches" in window) {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("petugas-halaman")).map((name) => caches.delete(name)));
  }
};

/** Pages opened before are there without a line: a service worker keeps them, of this person only. */
const offline = async () => {
  const owner = localStorage.getItem("petugas");
  if (me && owner !== me) {
    await clearPages();
    localStorage.setItem("petugas", me);
  }

  const worth = location.pathname === "/petugas/langkah" || document.querySelector("form[data-keep]");
  if (me && worth && "serviceWorker" in navigator) {
    await navigator.serviceWorker.register("/petugas/luring.js", { scope: "/petugas/" });
    const ready = await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      ready.active?.postMessage({ save: location.href });
    }
  }

  // A kept page shows what was; what is done on it is done on nothing. Only forms that are kept are sent later.
  if (document.querySelector("[data-kept-page]")) {
    for (const form of document.querySelectorAll("main form[method='post']:not([data-keep])")) {
      form.querySelectorAll("button").forEach((one) => (one.disabled = true));
    }
  }
};

const begin = (fresh) => Promise.all([...document.querySelectorAll("form[data-keep]")].map((form) => attach(form, fresh)));

if ("indexedDB" in window) {
  leave();
  offline().catch(() => {});
  if (me) {
    begin(false);
  }

  const round = async () => {
    const mine = await outbox();
    if (me && mine.length > 0 && navigator.onLine) {
      await sendAll(mine);
    }
  };
  round().catch(() => {});
  addEventListener("online", () => round().catch(() => {}));
  setInterval(() => document.visibilityState === "visible" && document.getElementById("belum-terkirim") && round().catch(() => {}), AGAIN);
}

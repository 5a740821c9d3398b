// The service worker of the staff pages: without a line it shows langkah saya and the steps opened before, each with the time it was kept. Never a public page.
const PAGES = "petugas-halaman-1";
const SHELL = "petugas-cangkang-1";
const OFFLINE = "/petugas/luring.html";
const KEPT = /^\/petugas\/(langkah|kegiatan\/[^/]+\/[^/]+\/[^/]+(\/[^/]+)?)$/;
const MOST_PAGES = 60;

/** How long a page that is kept waits for the line, in milliseconds. */
const PATIENCE = 8000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll([OFFLINE, "/css/portal.css", "/css/kegiatan.css"])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("petugas-") && name !== PAGES && name !== SHELL).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data?.save && KEPT.test(new URL(event.data.save).pathname)) {
    event.waitUntil(fetch(event.data.save).then((answer) => keep(event.data.save, answer)).catch(() => {}));
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) {
    return;
  }

  if (request.mode === "navigate") {
    event.respondWith(request.method === "GET" ? page(event, address) : sent(request, address));
  } else if (request.method === "GET" && ["style", "script", "image", "font"].includes(request.destination)) {
    event.respondWith(part(event));
  }
});

/** A form. Whoever signs in, perhaps another than the last who forgot to sign out, finds no page kept before. */
const sent = async (request, address) => {
  try {
    const answer = await fetch(request);
    if (address.pathname === "/petugas/masuk" && answer.type === "opaqueredirect") {
      await caches.delete(PAGES);
    }

    return answer;
  } catch {
    return offline();
  }
};

const page = async (event, address) => {
  const kept = KEPT.test(address.pathname) ? await caches.open(PAGES).then((pages) => pages.match(address.href)) : undefined;
  const asked = fetch(event.request);
  try {
    const answer = await patiently(asked, kept);
    if (KEPT.test(address.pathname)) {
      event.waitUntil(keep(address.href, answer.clone()));
    }

    return answer;
  } catch {
    // An answer that comes too late to be shown is the one kept for the next time.
    event.waitUntil(asked.then((late) => (KEPT.test(address.pathname) ? keep(address.href, late) : undefined)).catch(() => {}));
    return kept ? dated(kept) : offline();
  }
};

const patiently = (asked, kept) => (kept ? Promise.race([asked, new Promise((_, reject) => setTimeout(reject, PATIENCE))]) : asked);

const keep = async (address, answer) => {
  if (!answer.ok || answer.redirected || !answer.headers.get("content-type")?.startsWith("text/html")) {
    return;
  }

  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set("x-kept-at", String(Date.now()));
  const pages = await caches.open(PAGES);
  await pages.put(address, new Response(await answer.blob(), { headers }));
  const all = await pages.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_PAGES)).map((old) => pages.delete(old)));
};

/** A kept page says that it is one, and when it was kept. */
const dated = async (kept) => {
  const at = new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Jakarta", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(Number(kept.headers.get("x-kept-at")));
  const note = `<p class="alert alert-warn" role="status" data-kept-page>Tidak ada jaringan. Halaman ini disimpan pukul ${at} WIB dan mungkin sudah berubah. Isian yang Anda kirim disimpan di ponsel dan dikirim begitu jaringan kembali.</p>`;
  const text = (await kept.text()).replace(/<main[^>]*><div class="wrap">/, (main) => main + note);
  return new Response(text, { headers: kept.headers });
};

const offline = async () => (await caches.match(OFFLINE)) ?? Response.error();

const part = async (event) => {
  const shell = await caches.open(SHELL);
  try {
    const answer = await fetch(event.request);
    if (answer.ok) {
      event.waitUntil(shell.put(event.request, answer.clone()));
    }

    return answer;
  } catch (fault) {
    const kept = await shell.match(event.request, { ignoreSearch: true });
    if (kept) {
      return kept;
    }

    throw fault;
  }
};

// How keep.js sends: one at a time on this device, with a fresh antiforgery token when the page's own is too old, and forgotten only when the server has acknowledged.
import { drop } from "./keep-store.js";

const TOKEN = "__RequestVerificationToken";
const SIGN_IN = "/petugas/masuk";

const alone = (act) => (navigator.locks ? navigator.locks.request("petugas-kirim", act) : act());

const signIn = (page) => `${SIGN_IN}?kembali=${encodeURIComponent(page)}`;

const isSignIn = (answer) => new URL(answer.url).pathname === SIGN_IN;

/** The content of a page the server answered with, ready to take the place of what is shown. */
export const answerOf = (page) => document.importNode(new DOMParser().parseFromString(page, "text/html").querySelector("main"), true);

/** A token of the person the entry is of; or why there is none. */
const tokenOf = async (entry) => {
  const answer = await fetch(entry.page, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" });
  if (isSignIn(answer)) {
    return { state: "signed-out", url: signIn(entry.page) };
  }

  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.body.dataset.person !== entry.person ? { state: "other" } : { token: page.querySelector(`input[name="${TOKEN}"]`)?.value };
};

const post = (entry, token) => {
  const body = new FormData();
  entry.fields.forEach(([name, value]) => (value instanceof File ? body.append(name, value, value.name) : body.append(name, value)));
  body.append(TOKEN, token ?? "");
  return fetch(entry.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
};

/**
 * Sends an entry. state: sent (url) · refused (page: what the server wants corrected) · signed-out (url) · other (another person is signed in) · offline · failed.
 * @param {string} [token] The token of the page the form stands on; without it one is fetched.
 */
export const send = (entry, token) => alone(async () => {
  try {
    for (const fresh of token ? [false, true] : [true]) {
      const got = fresh ? await tokenOf(entry) : { token };
      if (got.state) {
        return got;
      }

      const answer = await post(entry, got.token);
      if (answer.redirected && isSignIn(answer)) {
        return { state: "signed-out", url: signIn(entry.page) };
      }

      if (answer.redirected && answer.ok) {
        await drop(entry.id);
        return { state: "sent", url: answer.url };
      }

      if (answer.ok) {
        return { state: "refused", page: await answer.text() };
      }

      if (answer.status !== 400 && answer.status !== 401 && answer.status !== 403) {
        return { state: "failed" };
      }
    }

    return { state: "signed-out", url: signIn(entry.page) };
  } catch {
    return { state: "offline" };
  }
});

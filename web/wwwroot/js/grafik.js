// Offers a chart or map as PNG: the SVG the portal hands out, drawn on a canvas twice its size. Without this script there is the SVG.
const scale = 2;

function offer(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.textContent = link.dataset.png;
  delete link.dataset.png;
  link.after(button);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(String(answer.status));
      const svg = await answer.text();
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * scale;
      canvas.height = image.naturalHeight * scale;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const png = await new Promise((done) => canvas.toBlob(done, "image/png"));
      const save = document.createElement("a");
      save.href = URL.createObjectURL(png);
      save.download = name(answer);
      save.click();
      URL.revokeObjectURL(save.href);
    } catch {
      location.href = link.href;
    } finally {
      button.disabled = false;
    }
  });
}

// The table may be turned without loading the page anew: what it brings is offered too.
const offerAll = () => document.querySelectorAll("a[data-png]").forEach(offer);
new MutationObserver(offerAll).observe(document.querySelector("#isi") ?? document.body, { childList: true, subtree: true });
offerAll();

// The name the portal gave the file (RFC 8187), with the ending of a PNG.
function name(answer) {
  const said = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get("Content-Disposition") ?? "");
  return `${said ? decodeURIComponent(said[1]).replace(/\.svg$/i, "") : "grafik"}.png`;
}

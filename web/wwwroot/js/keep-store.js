// What keep.js keeps on the device: one entry a person and form, files included.
const open = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open("petugas", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("isian", { keyPath: "id" });
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

const within = async (mode, act) => {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const turn = base.transaction("isian", mode);
      const asked = act(turn.objectStore("isian"));
      turn.oncomplete = () => resolve(asked.result);
      turn.onerror = turn.onabort = () => reject(turn.error);
    });
  } finally {
    base.close();
  }
};

export const all = () => within("readonly", (entries) => entries.getAll());
export const put = (entry) => within("readwrite", (entries) => entries.put(entry));
export const drop = (id) => within("readwrite", (entries) => entries.delete(id));

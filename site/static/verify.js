// The check page: works without the application. The secret stands in the fragment, so no server
// log and no referrer has it; it is sent in the body of one request.
(() => {
  const LABELS = {
    number: "証書番号 / Number",
    name: "氏名 / Name",
    register_number: "医籍登録番号 / Medical register number",
    title: "証書の種類 / Certificate",
    programme: "制度等の名称 / Programme",
    sentence: "証明の内容 / Statement",
    issued_on: "交付日 / Issued on",
    valid_until: "有効期限 / Valid until",
    issuer: "交付者 / Issuer",
    seal: "印文 / Seal",
    details: "明細 / Details",
  };
  const STATES = {
    valid: ["met", "この証書は有効です。", "This certificate is valid."],
    revoked: ["alert", "この証書は失効しています。", "This certificate has been revoked."],
    superseded: ["alert", "この証書は再交付により無効です。", "This certificate was replaced by a newer one."],
  };
  const state = document.getElementById("state");

  const tell = (tone, ja, en) => {
    state.className = tone ? `note ${tone}` : "note";
    state.textContent = `${ja} / ${en}`;
  };
  const notFound = () =>
    tell("alert", "この証書は登録されていません。QRコードをもう一度読み取ってください。", "No such certificate. Please scan the QR code again.");

  const text = (value) => (Array.isArray(value) ? value.join("　") : String(value));

  const show = (found) => {
    const fields = document.getElementById("fields");
    fields.replaceChildren();
    for (const [name, label] of Object.entries(LABELS)) {
      const value = found.printed[name];
      if (value === undefined || value === null) continue;
      const term = document.createElement("dt");
      const entry = document.createElement("dd");
      term.textContent = label;
      if (name === "details") {
        entry.append(...value.flatMap((line) => [line, document.createElement("br")]));
      } else {
        entry.textContent = name === "register_number" ? `第${value}号` : text(value);
      }
      fields.append(term, entry);
    }
    document.getElementById("checked").textContent = `確認日 / Checked on ${found.checked_on}`;
    document.getElementById("printed").hidden = false;
    const [tone, ja, en] = STATES[found.status] ?? ["alert", "状態が分かりません。", "Unknown state."];
    tell(tone, ja, en);
  };

  const check = async () => {
    document.getElementById("printed").hidden = true;
    const secret = location.hash.slice(1);
    if (!secret) return notFound();
    tell("", "確認しています…", "Checking…");
    try {
      const answer = await fetch("/api/certificates/verification", {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ secret }),
      });
      if (answer.ok) return show(await answer.json());
      if (answer.status === 404 || answer.status === 400) return notFound();
      throw new Error(String(answer.status));
    } catch {
      tell("alert", "確認できませんでした。接続をお確かめのうえ、もう一度読み込んでください。", "The check failed. Please check your connection and reload.");
    }
  };

  addEventListener("hashchange", check);
  check();
})();

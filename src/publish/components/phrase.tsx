import { Fragment } from "react";

const HAN_RUN = /([\p{Script=Han}\u3000-\u303f\uff00-\uffef]+)/u;

/** Text that may hold words of another script: each such run carries its language, so that it gets the right font and voice. */
export function Phrase({ text, lang = "zh" }: { readonly text: string; readonly lang?: string }) {
  const han = lang.startsWith("zh") || lang.startsWith("ja") ? lang : "zh";
  const parts = text.split(HAN_RUN);
  if (parts.length === 1) return <>{text}</>;
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <span lang={han} key={index}>
            {part}
          </span>
        ) : (
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </>
  );
}

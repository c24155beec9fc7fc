import { Fragment } from "react";
import type { EventRecord } from "../../model/index.js";
import { eventTitleParts } from "../event-title.js";
import { usePage } from "./page-context.js";
import { Phrase } from "./phrase.js";

/** The title of an event; names quoted from a source carry the source's language. */
export function EventTitle({ event }: { readonly event: EventRecord }) {
  const { site } = usePage();
  return (
    <>
      {eventTitleParts(site, event).map(({ text, lang }, index) =>
        lang === null ? (
          <Fragment key={index}>
            <Phrase text={text} />
          </Fragment>
        ) : (
          <span lang={lang} key={index}>
            {text}
          </span>
        ),
      )}
    </>
  );
}

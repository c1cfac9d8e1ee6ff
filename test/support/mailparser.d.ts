/** The types of the part of mailparser that the tests use; the package ships none. */
declare module 'mailparser' {
  export interface ParsedAddress {
    readonly value: readonly { readonly address?: string; readonly name: string }[];
  }
  export interface ParsedMail {
    readonly subject?: string;
    readonly text?: string;
    readonly html: string | false;
    readonly messageId?: string;
    readonly date?: Date;
    readonly from?: ParsedAddress;
    readonly to?: ParsedAddress;
    readonly replyTo?: ParsedAddress;
    readonly attachments: readonly { readonly filename?: string; readonly content: Uint8Array }[];
    readonly headerLines: readonly { readonly key: string; readonly line: string }[];
  }
  export function simpleParser(raw: Uint8Array): Promise<ParsedMail>;
}

/** What a text weighs on the wire: UTF-8, where a Chinese character is three bytes. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

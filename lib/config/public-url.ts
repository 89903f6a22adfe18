import { z } from 'zod';

const isPage = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && `${search}${hash}${username}${password}` === '';
};

/** Where people reach Rehome. Comes out without a slash at its end. */
export const publicUrlSchema = z
  .string()
  .refine(isPage, 'must be the address of Rehome, such as https://rehome.example.org')
  .transform((text) => new URL(text).href.replace(/\/+$/, ''))
  .describe('Where people reach Rehome, such as https://rehome.example.org; messages link to it. Default: no links.');

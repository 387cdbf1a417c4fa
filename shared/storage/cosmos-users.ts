import * as z from 'zod';
import { organizationIdSchema, userIdSchema } from '../ids.ts';
import { linkSchema } from '../links/link.ts';
import { USER_STATUSES, type UserStatus } from '../links/link-status.ts';
import type { UserList } from '../links/user-list.ts';
import type { OpenContainer } from './cosmos-database.ts';
import { queryAll } from './cosmos-query.ts';

const keySchema = z.object({ organizationId: organizationIdSchema, userId: userIdSchema });
const listedSchema = z.object({ listed: z.string() });

/** Part of every condition, so that no query returns another organization's links. */
const OURS = "c.organizationId = @organizationId AND c.type = 'head'";
const ENDING = "(c.standing = 'ending' OR c.state.generation < @generation)";
const STANDING = 'c.standing = @standing AND (NOT IS_DEFINED(c.state.generation) OR c.state.generation >= @generation)';
/** Of a person, or waiting for one. */
const ANY_KEY = 'IS_DEFINED(c.cardKey.secret)';
const ANY_LINK = "c.type = 'head' AND c.standing != 'not-linked' AND c.standing != 'ending'";

/** Lists of people in Cosmos DB: queries on the links by the properties that `cosmosLinks` adds for that. */
export function cosmosUsers(open: OpenContainer): UserList {
  const ask = async (text: string, values: Readonly<Record<string, string | number | undefined>>) =>
    queryAll(await open('links'), text, values);

  async function count(condition: string, values: Record<string, string | number>): Promise<number> {
    const [found] = await ask(`SELECT VALUE COUNT(1) FROM c WHERE ${condition}`, values);
    return z.number().parse(found);
  }

  const ending: UserList['ending'] = (organizationId, generation) =>
    count(`${OURS} AND ${ENDING}`, { organizationId, generation });

  return {
    ending,

    async page(organizationId, generation, { text, standing }, after, most) {
      const conditions = [OURS];
      if (text !== '') conditions.push('CONTAINS(c.email, @text)');
      if (standing !== undefined) conditions.push(standing === 'ending' ? ENDING : STANDING);
      if (after !== undefined) conditions.push('c.listed > @after');
      // Reads one more than is shown, to know whether there are more.
      const found = await ask(`SELECT TOP @top * FROM c WHERE ${conditions.join(' AND ')} ORDER BY c.listed`, {
        top: most + 1,
        organizationId,
        generation: standing === undefined ? undefined : generation,
        text: text === '' ? undefined : text,
        standing: standing === 'ending' ? undefined : standing,
        after,
      });
      const shown = found.slice(0, most);
      const last = shown.at(-1);
      return {
        links: shown.map((link) => linkSchema.parse(link)),
        next: found.length > most && last !== undefined ? listedSchema.parse(last).listed : undefined,
      };
    },

    async totals(organizationId, generation) {
      const counts = await Promise.all(
        USER_STATUSES.map(async (standing): Promise<[UserStatus, number]> => {
          if (standing === 'ending')
            return [standing, await count(`${OURS} AND ${ENDING}`, { organizationId, generation })];
          return [standing, await count(`${OURS} AND ${STANDING}`, { organizationId, generation, standing })];
        }),
      );
      return Object.fromEntries(counts) as Record<UserStatus, number>;
    },

    failing: (organizationId, code) => count(`${OURS} AND c.sync.lastFailure.code = @code`, { organizationId, code }),

    async begun(organizationId) {
      const isThere = async (condition: string) =>
        (
          await ask(`SELECT TOP 1 VALUE 1 FROM c WHERE c.organizationId = @organizationId AND ${condition}`, {
            organizationId,
          })
        ).length > 0;
      const [keys, links] = await Promise.all([isThere(ANY_KEY), isThere(ANY_LINK)]);
      return { keys, links };
    },

    async withEmail(organizationId, email, except) {
      const query = `SELECT * FROM c WHERE ${OURS} AND c.email = @email`;
      const found = z.array(keySchema).parse(await ask(query, { organizationId, email }));
      return found.find(({ userId }) => userId !== except);
    },
  };
}

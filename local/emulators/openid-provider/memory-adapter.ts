import type { Adapter, Payload } from 'oidc-provider';

/** Stores the provider's sessions, codes and grants in this process, which suffices for a local sign-in. */
export function memoryAdapter(): (model: string) => Adapter {
  const models = new Map<string, Map<string, Payload>>();
  return (model) => {
    const stored = models.get(model) ?? new Map<string, Payload>();
    models.set(model, stored);
    const alive = (payload: Payload | undefined) =>
      payload?.exp !== undefined && payload.exp * 1000 <= Date.now() ? undefined : payload;
    return {
      upsert: async (id, payload) => {
        stored.set(id, payload);
      },
      find: async (id) => alive(stored.get(id)),
      findByUid: async (uid) => alive([...stored.values()].find((payload) => payload.uid === uid)),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = stored.get(id);
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        stored.delete(id);
      },
      revokeByGrantId: async (grantId) => {
        for (const [id, payload] of stored) if (payload.grantId === grantId) stored.delete(id);
      },
    };
  };
}

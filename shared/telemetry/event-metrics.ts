import type { Attributes, Counter, Histogram, Meter } from '@opentelemetry/api';
import { type EventName, fieldsOf } from './events.ts';
import type { EventSink } from './log.ts';

/**
 * Turns events into metrics: each event is counted under its name, each number under `event.field`, both split by the
 * event's dimensions. Ids appear in the log lines only: a metric per link would be as large as the log and less
 * informative.
 */
export function eventMetrics(meter: Meter): EventSink {
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();

  function counter(name: string, unit: string): Counter {
    const made = counters.get(name) ?? meter.createCounter(name, { unit });
    counters.set(name, made);
    return made;
  }

  function histogram(name: string, unit: string): Histogram {
    const made = histograms.get(name) ?? meter.createHistogram(name, { unit });
    histograms.set(name, made);
    return made;
  }

  return (name, values) => {
    const dimensions = dimensionsOf(name, values);
    counter(name, '{event}').add(1, dimensions);
    for (const [field, description] of Object.entries(fieldsOf(name))) {
      const value = values[field];
      if (typeof value !== 'number') continue;
      if (description.kind === 'sum') counter(`${name}.${field}`, description.unit).add(value, dimensions);
      if (description.kind === 'distribution') {
        histogram(`${name}.${field}`, description.unit).record(value, dimensions);
      }
    }
  };
}

function dimensionsOf(name: EventName, values: Parameters<EventSink>[1]): Attributes {
  const dimensions: Attributes = {};
  for (const [field, { kind }] of Object.entries(fieldsOf(name))) {
    const value = values[field];
    if (value != null && (kind === 'dimension' || kind === 'flag')) dimensions[field] = value;
  }
  return dimensions;
}

/** Words for foreign sample cards. Companies and streets are invented, phone numbers are fictional. */

interface Origin {
  countryCode: string;
  people: readonly { last: string; first: string; latin: string }[];
  companies: readonly string[];
  departments: readonly string[];
  titles: readonly string[];
  places: readonly { prefecture: string | null; city: string; street: string; postalCode: string }[];
  /** `#` is replaced by a digit; the range is reserved for fiction or not in use. */
  phone: string;
  mobile: string | null;
}

export const origins: readonly Origin[] = [
  {
    countryCode: 'US',
    people: [
      { last: 'Sample', first: 'Alex', latin: 'alex.sample' },
      { last: "O'Example", first: 'Mary-Jane', latin: 'mj.oexample' },
      { last: 'Placeholder Jr.', first: 'Robert', latin: 'robert.placeholder' },
    ],
    companies: ['Example Industries, Inc.', 'Sample & Sons LLC'],
    departments: ['Sales', 'Research & Development'],
    titles: ['Vice President, Sales', 'Senior Software Engineer'],
    places: [
      { prefecture: 'NY', city: 'New York', street: '123 Example Ave', postalCode: '10001' },
      { prefecture: 'CA', city: 'San Francisco', street: '45 Sample St', postalCode: '94105-0000' },
    ],
    phone: '+1 202-555-01##',
    mobile: '+1 (415) 555-01##',
  },
  {
    countryCode: 'GB',
    people: [{ last: 'Specimen', first: 'Oliver', latin: 'oliver.specimen' }],
    companies: ['Specimen Trading Ltd'],
    departments: ['Procurement'],
    titles: ['Managing Director'],
    places: [{ prefecture: null, city: 'London', street: '1 Sample Lane', postalCode: 'EC1A 1AA' }],
    phone: '+44 20 7946 0###',
    mobile: null,
  },
  {
    countryCode: 'DE',
    people: [
      { last: 'Müller-Beispiel', first: 'Jörg', latin: 'joerg.mueller' },
      { last: 'von Muster', first: 'Änne', latin: 'aenne.vonmuster' },
    ],
    companies: ['Muster GmbH & Co. KG'],
    departments: ['Vertrieb'],
    titles: ['Geschäftsführer', 'Dipl.-Ing.'],
    places: [{ prefecture: null, city: 'Berlin', street: 'Beispielstraße 12', postalCode: '10115' }],
    phone: '+49 30 0000####',
    mobile: null,
  },
  {
    countryCode: 'KR',
    people: [{ last: '김', first: '견본', latin: 'kim.sample' }],
    companies: ['견본전자 주식회사'],
    departments: ['영업부'],
    titles: ['부장'],
    places: [{ prefecture: '서울특별시', city: '중구', street: '견본로 10', postalCode: '04500' }],
    phone: '+82 2-0000-####',
    mobile: null,
  },
  {
    countryCode: 'TW',
    people: [{ last: '陳', first: '範例', latin: 'chen.sample' }],
    companies: ['範例科技股份有限公司'],
    departments: ['業務部'],
    titles: ['經理'],
    places: [{ prefecture: '台北市', city: '中正區', street: '範例路一段1號', postalCode: '100' }],
    phone: '+886 2 0000 ####',
    mobile: null,
  },
  {
    countryCode: 'AE',
    people: [{ last: 'مثال', first: 'محمد', latin: 'm.mithal' }],
    companies: ['شركة المثال للتجارة'],
    departments: ['المبيعات'],
    titles: ['مدير'],
    places: [{ prefecture: 'Dubai', city: 'Dubai', street: 'Sample Tower, Floor 3', postalCode: '00000' }],
    phone: '+971 4 0000 ###',
    mobile: null,
  },
];

package units

// lastYear is the last whose months fit into 16 bits.
const lastYear = 1<<16/12 - 1

// firstMonth is the count of the first one that has a number.
const firstMonth = 12

// packMonth counts the months of a yyyymm from the year 0.
func packMonth(yyyymm int) (uint16, bool) {
	year, month := yyyymm/100, yyyymm%100
	if year < 1 || year > lastYear || month < 1 || month > 12 {
		return 0, false
	}
	return uint16(year*12 + month - 1), true
}

// monthNumber is the yyyymm of a count of months; 0 stays 0.
func monthNumber(month uint16) int {
	if month == 0 {
		return 0
	}
	return int(month)/12*100 + int(month)%12 + 1
}

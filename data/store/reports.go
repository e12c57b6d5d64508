package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"fingerpost/data"
)

// DecidedReportError is returned when a report that is no longer open is decided again.
type DecidedReportError struct {
	ID     data.ReportID
	Status data.ReportStatus
}

func (e *DecidedReportError) Error() string {
	return fmt.Sprintf("report %s is already %s", e.ID, e.Status)
}

// AddReport keeps what somebody told of a listing. The same sent again under one id is one report; sent again with other
// words, it holds the later ones while it is open, and once it is decided they are a report of their own. It returns the
// report that holds them.
func (s *Store) AddReport(ctx context.Context, report data.Report) (kept data.Report, err error) {
	report.Tidy()
	err = s.write(ctx, func(t tx) error {
		kept, err = t.addReport(report)
		return err
	})
	return kept, err
}

func (t tx) addReport(report data.Report) (data.Report, error) {
	err := t.row(`SELECT id FROM services WHERE id = ?`, string(report.Service)).Scan(new(string))
	if errors.Is(err, sql.ErrNoRows) {
		return data.Report{}, ErrNotFound
	}
	if err != nil {
		return data.Report{}, err
	}
	before, err := t.reports(`id = ?`, string(report.ID))
	if err != nil {
		return data.Report{}, err
	}
	report.CreatedAt, report.Status, report.DecidedAt, report.DecidedBy, report.Note = t.now, data.ReportOpen, time.Time{}, "", ""
	if len(before) > 0 {
		switch old := before[0]; {
		case old.Service == report.Service && old.Reason == report.Reason && old.Text == report.Text:
			return old, nil
		case old.Service == report.Service && old.Status == data.ReportOpen:
			old.Reason, old.Text = report.Reason, report.Text
			_, err := t.exec(`UPDATE reports SET reason = ?, text = ? WHERE id = ?`, string(old.Reason), old.Text, string(old.ID))
			return old, err
		}
		report.ID = data.NewReference[data.ReportID]()
	}
	_, err = t.exec(`INSERT INTO reports (id, service, reason, text, created_at, status, decided_at, decided_by, note)
		VALUES (?, ?, ?, ?, ?, ?, '', '', '')`,
		string(report.ID), string(report.Service), string(report.Reason), report.Text, instant(report.CreatedAt), string(report.Status))
	return report, err
}

// OpenReports lists the reports that nobody has dealt with yet, oldest first, at most limit of them.
func (s *Store) OpenReports(ctx context.Context, limit int) ([]data.Report, error) {
	t := s.read(ctx)
	return t.hideReports(t.reports(`status = 'open' ORDER BY created_at, id LIMIT ?`, limit))
}

// DecideReport says what became of an open report: accepted, it is dealt with; refused, nothing was wrong.
func (s *Store) DecideReport(ctx context.Context, id data.ReportID, decision data.Decision) (report data.Report, err error) {
	err = s.write(ctx, func(t tx) error {
		found, err := t.reports(`id = ?`, string(id))
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrNotFound
		}
		report = found[0]
		if report.Status != data.ReportOpen {
			return &DecidedReportError{ID: id, Status: report.Status}
		}
		report.Status, report.DecidedAt, report.DecidedBy, report.Note = data.ReportDismissed, t.now, decision.By, decision.Reason
		if decision.Accept {
			report.Status = data.ReportDone
		}
		_, err = t.exec(`UPDATE reports SET status = ?, decided_at = ?, decided_by = ?, note = ? WHERE id = ?`,
			string(report.Status), instant(report.DecidedAt), report.DecidedBy, report.Note, string(id))
		return err
	})
	return report, err
}

// Told counts the open reports of a service by what they say is wrong.
func (s *Store) Told(ctx context.Context, service data.ServiceID) (map[data.ReportReason]int, error) {
	told := map[data.ReportReason]int{}
	t := s.read(ctx)
	members, err := t.members(data.LevelService, string(service))
	if err != nil {
		return nil, err
	}
	rows, err := t.rows(`SELECT reason, COUNT(*) FROM reports WHERE service IN (`+marks(len(members))+`) AND status = 'open' GROUP BY reason`, anys(members)...)
	_, err = collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
		var reason data.ReportReason
		var n int
		err := rows.Scan(&reason, &n)
		told[reason] = n
		return struct{}{}, err
	})
	return told, err
}

// reports reads the reports that fulfil a condition, which is never built from input.
func (t tx) reports(where string, args ...any) ([]data.Report, error) {
	rows, err := t.rows(`SELECT id, service, reason, text, created_at, status, decided_at, decided_by, note FROM reports WHERE `+where, args...)
	return collect(rows, err, func(rows *sql.Rows) (r data.Report, err error) {
		var created, decided string
		if err = rows.Scan(&r.ID, &r.Service, &r.Reason, &r.Text, &created, &r.Status, &decided, &r.DecidedBy, &r.Note); err != nil {
			return r, err
		}
		var createdErr, decidedErr error
		r.CreatedAt, createdErr = parseInstant(created)
		r.DecidedAt, decidedErr = parseInstant(decided)
		return r, errors.Join(createdErr, decidedErr)
	})
}

package output

import (
	"io"
	"net/url"
	"path/filepath"

	"codeberg.org/chavacava/garif"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// The kind of fingerprint, whose number changes with how it is made.
const sarifFingerprint = "queuevet/v1"

// sarifRoot stands for the directory in which relative names start.
const sarifRoot = "%SRCROOT%"

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

var sarifLevels = map[string]garif.ResultLevel{report.Error: "error", report.Warning: "warning", report.Info: "note"}

// A sarifLog is the log with what garif leaves out where it is empty: results
// that are absent would say that nothing was looked at.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	*garif.Run
	Results []*garif.Result `json:"results"`
}

// writeSARIF prints a log of SARIF 2.1.0.
func writeSARIF(w io.Writer, d Document) error {
	driver := garif.NewDriver("queuevet").WithInformationUri("https://github.com/queuevet/queuevet")
	driver.Version = d.Version
	index := make(map[string]int)
	for i, r := range d.rules() {
		index[r.ID] = i
		driver.Rules = append(driver.Rules, sarifRule(r))
	}
	run := garif.NewRun(garif.NewTool(driver))
	run.ColumnKind = "utf16CodeUnits"
	run.Invocations = []*garif.Invocation{garif.NewInvocation(!d.Failed)}
	run.OriginalUriBaseIds = map[string]*garif.ArtifactLocation{sarifRoot: {Uri: fileURI(d.Cwd) + "/"}}
	results := []*garif.Result{}
	for _, f := range d.Findings {
		result := d.sarifResult(f)
		result.RuleIndex = index[f.Rule()]
		results = append(results, result)
	}
	return encode(w, sarifLog{sarifSchema, "2.1.0", []sarifRun{{run, results}}})
}

func sarifRule(r Rule) *garif.ReportingDescriptor {
	rule := garif.NewRule(r.ID)
	rule.ShortDescription = garif.NewMultiformatMessageString(r.Summary)
	rule.FullDescription = garif.NewMultiformatMessageString(r.Summary)
	rule.Help = garif.NewMultiformatMessageString(r.Help)
	rule.HelpUri = r.URL
	rule.DefaultConfiguration = &garif.ReportingConfiguration{Enabled: true, Level: sarifLevels[r.Severity]}
	return rule
}

func (d Document) sarifResult(f report.Finding) *garif.Result {
	result := garif.NewResult(garif.NewMessageFromText(f.Message))
	result.RuleId = f.Rule()
	result.Level = sarifLevels[f.Severity]
	place := d.sarifLocation(f.Note)
	if f.Function != "" {
		place.LogicalLocations = []*garif.LogicalLocation{{FullyQualifiedName: f.Function, Kind: "function"}}
	}
	result.Locations = []*garif.Location{place}
	result.PartialFingerprints = map[string]string{sarifFingerprint: f.Fingerprint}
	for i, r := range f.Related {
		witness := d.sarifLocation(r)
		witness.Id = i + 1
		witness.Message = garif.NewMessageFromText(r.Message)
		result.RelatedLocations = append(result.RelatedLocations, witness)
	}
	for _, fix := range f.Fixes {
		result.Fixes = append(result.Fixes, d.sarifFix(fix))
	}
	return result
}

func (d Document) sarifLocation(n report.Note) *garif.Location {
	return &garif.Location{PhysicalLocation: &garif.PhysicalLocation{
		ArtifactLocation: sarifFile(n.File), Region: d.sarifRegion(n.File, n.Position, n.End),
	}}
}

// sarifRegion counts columns as SARIF does by default. A place without a line is
// the first.
func (d Document) sarifRegion(name string, from, to report.Position) *garif.Region {
	file := d.Files.File(name)
	region := &garif.Region{StartLine: max(1, from.Line), StartColumn: file.UTF16(from.Line, from.Column)}
	if to.Line > 0 {
		region.EndLine, region.EndColumn = to.Line, file.UTF16(to.Line, to.Column)
	}
	return region
}

// sarifFix is a fix, one change for each file.
func (d Document) sarifFix(fix report.Fix) *garif.Fix {
	changes := make(map[string]*garif.ArtifactChange)
	out := garif.NewFix()
	out.Description = garif.NewMessageFromText(fix.Message)
	for _, e := range fix.Edits {
		name := report.Short(d.Cwd, e.File)
		if changes[name] == nil {
			changes[name] = garif.NewArtifactChange(sarifFile(name))
			out.ArtifactChanges = append(out.ArtifactChanges, changes[name])
		}
		file := d.Files.File(e.File)
		replacement := garif.NewReplacement(d.sarifRegion(e.File, file.Position(e.Start), file.Position(e.End)))
		replacement.InsertedContent = &garif.ArtifactContent{Text: e.New}
		changes[name].Replacements = append(changes[name].Replacements, replacement)
	}
	return out
}

func sarifFile(name string) *garif.ArtifactLocation {
	if filepath.IsAbs(name) {
		return &garif.ArtifactLocation{Uri: fileURI(name)}
	}
	return &garif.ArtifactLocation{Uri: (&url.URL{Path: slashed(name)}).String(), UriBaseId: sarifRoot}
}

// fileURI is the URI of an absolute name, also of one that begins with a drive.
func fileURI(name string) string {
	path := slashed(name)
	if path != "" && path[0] != '/' {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

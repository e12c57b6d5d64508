package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/netip"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"

	"fingerpost/geo"
)

// config is every setting, checked.
type config struct {
	Data     string
	Content  string
	Database string
	Addr     string
	Proxies  []string
	Brand    struct {
		Name    string
		Contact string
		URL     string
		Area    string
	}
	Map struct {
		Tiles       string
		Attribution string
	}
}

// configure reads the settings: the file, then the environment, then the flags of the command.
func (a *app) configure(cmd *cobra.Command) error {
	v := viper.New()
	v.SetDefault("data", "./var")
	v.SetDefault("content", "")
	v.SetDefault("database", "")
	v.SetDefault("addr", "127.0.0.1:8080")
	v.SetDefault("proxies", []string{})
	v.SetDefault("brand.name", "Fingerpost")
	v.SetDefault("brand.contact", "")
	v.SetDefault("brand.url", "")
	v.SetDefault("brand.area", "K02000001")
	v.SetDefault("map.tiles", "")
	v.SetDefault("map.attribution", "")
	v.SetEnvPrefix("FINGERPOST")
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
	file, err := cmd.Flags().GetString("config")
	if err != nil {
		return err
	}
	if err := readSettings(v, file); err != nil {
		return err
	}
	for _, name := range []string{"data", "content", "addr", "database"} {
		if flag := cmd.Flags().Lookup(name); flag != nil && flag.Changed {
			v.Set(name, flag.Value.String())
		}
	}
	if err := v.UnmarshalExact(&a.config); err != nil {
		return usagef("the settings hold something that is not a setting: %s.", firstLine(err.Error()))
	}
	a.json, err = cmd.Flags().GetBool("json")
	if err != nil {
		return err
	}
	level := slog.LevelInfo
	a.log = slog.New(slog.NewTextHandler(a.errs, &slog.HandlerOptions{Level: level, ReplaceAttr: a.errs.attr}))
	if err := a.config.validate(); err != nil {
		return err
	}
	a.places, err = geo.Open(a.config.Data)
	if err != nil {
		a.warnOfTables(err)
	}
	return nil
}

// settingsFile is read if it is there. It is named whole: viper by itself would also take a program called fingerpost for it.
const settingsFile = "fingerpost.yaml"

func readSettings(v *viper.Viper, file string) error {
	if file == "" {
		if _, err := os.Stat(settingsFile); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		file = settingsFile
	}
	v.SetConfigFile(file)
	v.SetConfigType("yaml")
	err := v.ReadInConfig()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usagef("there is no settings file %s.", file)
	case err != nil:
		return usagef("the settings file cannot be read: %s.", firstLine(err.Error()))
	}
	return nil
}

func (c config) validate() error {
	switch {
	case c.Data == "":
		return usagef("--data must name a folder.")
	case c.Database != "":
		return usagef("--database is for PostgreSQL, which this version does not have. Leave it out to use the embedded database in %s.", c.Data)
	case c.Brand.Name == "":
		return usagef("brand.name in the settings must not be empty.")
	}
	for _, p := range c.Proxies {
		if _, err := netip.ParseAddr(p); err != nil {
			if _, err := netip.ParsePrefix(p); err != nil {
				return usagef("proxies names %q, which is neither an address such as 127.0.0.1 nor a range such as 10.0.0.0/8.", p)
			}
		}
	}
	if _, ok := geo.AreaByCode(geo.AreaCode(c.Brand.Area)); !ok {
		return usagef("brand.area is %q, which is not the code of an area. Use one such as E08000035 for Leeds.", c.Brand.Area)
	}
	if err := c.checkTiles(); err != nil {
		return err
	}
	if _, err := os.Stat(c.Content); c.Content != "" && err != nil {
		return usagef("--content names %s, which is not there.", c.Content)
	}
	return nil
}

// checkTiles refuses tiles of another host: it would see where people look for help, and the pages' own policy forbids it.
func (c config) checkTiles() error {
	const example = "Use a path on this host that your own proxy answers, such as /tiles/{z}/{x}/{y}.png."
	switch tiles := c.Map.Tiles; {
	case tiles == "":
		return nil
	case !strings.HasPrefix(tiles, "/") || strings.HasPrefix(tiles, "//") || strings.ContainsAny(tiles, "\\ \t\r\n"):
		return usagef("map.tiles is %q, which is not a path on this host, and pages here ask no other host for anything. %s", tiles, example)
	case !strings.Contains(tiles, "{z}") || !strings.Contains(tiles, "{x}") || !strings.Contains(tiles, "{y}"):
		return usagef("map.tiles is %q, which does not say where {z}, {x} and {y} go. %s", tiles, example)
	case c.Map.Attribution == "":
		return usagef("map.tiles is set without map.attribution. Say whose map it is, such as © OpenStreetMap contributors.")
	}
	return nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSuffix(fmt.Sprint(line), ".")
}

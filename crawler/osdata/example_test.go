package osdata_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"fingerpost/crawler/fetch"
	"fingerpost/crawler/osdata"
)

func ExampleClient_Download() {
	mux := http.NewServeMux()
	server := httptest.NewServer(mux) // in the place of osdata.API
	defer server.Close()
	mux.HandleFunc("/products/OpenNames", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `{"id":"OpenNames","name":"OS Open Names","version":"2025-10"}`)
	})
	mux.HandleFunc("/products/OpenNames/downloads", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `[{"fileName":"opname_csv_gb.zip","area":"GB","format":"CSV","size":5,"md5":"5d41402abc4b2a76b9719d911017c592","url":"%s/file"}]`, server.URL)
	})
	mux.HandleFunc("/file", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") })

	folder, err := os.MkdirTemp("", "osdata")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	client := osdata.Client{API: server.URL, Fetch: fetch.New(fetch.Options{
		Agent: "Fingerpost/1.0 (+https://help.example.org/about-the-data)", AllowPrivate: true, Pace: 1,
	})}
	file, err := client.Download(context.Background(), osdata.OpenNames, osdata.GreatBritain, osdata.CSV, folder, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(filepath.Base(file.Path), file.Size, "bytes, edition", file.Version)
	// Output: opname_csv_gb.zip 5 bytes, edition 2025-10
}

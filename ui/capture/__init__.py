"""证件采集: from a photo, a scan or a chip on the counter to checked fields."""

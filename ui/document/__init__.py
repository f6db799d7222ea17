"""A document on a counter, as every screen shows and asks about it.

    picture_view, canvas, outline, quadrilateral   a picture: moved, enlarged, its corners set by hand
    kept_page                                      pictures on record, seen with a reason
    pictures, picture_strip                        the pictures of a form in work
    document_head                                  reads, photographs, takes out; says what is there
    two_versions, whose_document                   what was typed or what was read; whose it is
    permit_box                                     a supervisor permits one exception

Nothing here knows a screen.
"""
